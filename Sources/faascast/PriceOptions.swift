// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import Pricing
import Reporting

/// Which prices hold: those that come with the program, and a user's own on top.
struct PriceOptions: ParsableArguments {
    @Option(
        name: .customLong("prices"),
        help: ArgumentHelp("Prices, discounts or commitments of your own. May be repeated.", valueName: "file"))
    var files: [String] = []
    @Option(
        help: "Flag prices that were read longer ago than this. (default: 365d)", transform: ArgumentText.quantity)
    var priceAge: TimeSpan?

    func validate() throws {
        if let priceAge, priceAge.nanoseconds < Self.day { throw ValidationError("--price-age must be a day or more.") }
    }

    private static let day: Int64 = 86_400_000_000_000

    /// - Parameter platforms: Files whose prices hold as well; the user's own prices come on top.
    /// - Throws: `DocumentFailure` with everything that is wrong with a file.
    func book(with platforms: [String] = []) throws -> PriceBook {
        var book = try PriceBook.standard()
        for file in platforms + files { book = try book.adding(file: file) }
        if let priceAge {
            var terms = PriceTerms()
            terms.greatestAge = Int(priceAge.nanoseconds / Self.day)
            book = book.applying(terms)
        }
        noteAge(of: book)
        return book
    }

    /// Ages in reports are told from the day of the book, so that they never depend on the clock; somebody at a screen
    /// is told when the book itself has grown old.
    private func noteAge(of book: PriceBook) {
        guard Descriptor.standardError.isTerminal else { return }
        let today = Int(Date().timeIntervalSince1970 / 86_400)
        let limit = book.terms.greatestAge ?? PriceTerms.standardAge
        for edition in book.editions {
            guard let date = PriceDate(edition.effective), today - date.day > limit else { continue }
            let provider = edition.provider.rawValue
            Complaints.say("faascast: note: the prices of \(provider) are those of \(edition.effective).")
        }
    }

    /// For the command that makes a result again.
    var reproduction: [String] {
        files.flatMap { ["--prices", PathParts($0).name] }
            + (priceAge.map { ["--price-age", "\($0.nanoseconds / Self.day)d"] } ?? [])
    }

    /// What the files say, for the hash of a result's inputs.
    var texts: [String] { files.compactMap { try? String(contentsOfFile: $0, encoding: .utf8) } }
}
