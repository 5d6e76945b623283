// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing
import Scenario

/// What is needed to do a run again and to know that it was the same: no clock times, no machine, no threads.
public struct RunRecord: Sendable, Equatable {
    /// The command, with the scenario's file name and what changes the result.
    public var command: String
    /// SHA-256 of the scenario's text and of the values set on the command line.
    public var inputHash: String
    /// The price lists in use.
    public var prices: [PriceEdition]

    public init(command: String, inputHash: String, prices: [PriceEdition]) {
        self.command = command
        self.inputHash = inputHash
        self.prices = prices
    }

    /// - Parameters:
    ///   - file: name of the scenario's file, without the folders of this machine.
    ///   - arguments: what was given beside it and changes the result.
    ///   - priceFiles: what the user's own price files say.
    public init(
        file: String, arguments: [String], scenario: Scenario, overrides: [Override], prices: PriceBook,
        priceFiles: [String] = []
    ) {
        command = (["faascast", "run", file] + arguments).map { Self.quoted($0) }.joined(separator: " ")
        let texts = scenario.sources.map(\.text) + overrides.map { "\($0.path)=\($0.value)" } + priceFiles
        // Lengths keep two texts from being taken for two others that read the same end to end.
        inputHash = SHA256.hex(of: texts.map { "\($0.utf8.count)\n\($0)\n" }.joined())
        self.prices = prices.editions.map { PriceEdition(provider: $0.provider.rawValue, date: $0.effective) }
    }

    /// As a shell takes it.
    private static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "-_./=,:%+".unicodeScalars.contains(scalar)
        }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

/// A provider's price list and the day it was collected for.
public struct PriceEdition: Sendable, Equatable {
    public var provider: String
    /// As `yyyy-mm-dd`.
    public var date: String

    public init(provider: String, date: String) {
        self.provider = provider
        self.date = date
    }
}
