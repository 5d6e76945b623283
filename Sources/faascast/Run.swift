// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import Pricing
import Scenario

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Simulates every deployment of a scenario, prices it and compares.",
        discussion: """
            EXAMPLES:
              faascast run scenarios/fintech-dashboard.yaml
              faascast run shop.yaml --output out --precision 2%
              faascast run shop.yaml --set place.orders.memory='1 GB' --format markdown
              faascast run shop.yaml --prices our-contract.yaml
            """)

    @Argument(help: "Scenario files.") var scenarios: [String]
    @OptionGroup var options: RunOptions

    func validate() throws {
        let folders = Dictionary(grouping: scenarios, by: folder)
        if let shared = folders.filter({ $0.value.count > 1 }).min(by: { $0.key < $1.key }) {
            throw ValidationError("""
                \(shared.value.joined(separator: " and ")) would write over each other's report in \(shared.key): run \
                them one after the other, each with its own --output.
                """)
        }
        if scenarios.count > 1, options.format.isOneDocument {
            throw ValidationError("""
                --format \(options.format.rawValue) is one document, of one scenario: run them one after the other, or \
                take the files of each from its folder.
                """)
        }
    }

    func run() throws {
        try Complaints.reporting(noColour: options.noColor) {
            let platforms = options.platforms
            // All are read before the first is run: a mistake in the last should not be found an hour later.
            let loaded = try scenarios.map { file in
                let scenario = try Scenario.load(
                    path: file, overrides: options.overrides.values, platforms: platforms.files)
                return (file: file, scenario: scenario)
            }
            let prices = try options.prices.book(with: platforms.priceFiles())
            let interruption = Interruption()
            var statuses: [ExitCode] = []
            for (file, scenario) in loaded where !interruption.flag.isRequested {
                let forecast = Forecast(
                    scenario: scenario, file: file, folder: folder(for: file), options: options, prices: prices,
                    interruption: interruption)
                statuses.append(try forecast.run())
            }
            let status = Exit.gravest(statuses.filter { $0 != .success })
            if status != .success { throw status }
        }
    }

    /// With one scenario the folder that is asked for; with several, a folder in it for each.
    private func folder(for file: String) -> String {
        let name = PathParts(file).stem
        guard let output = options.output else { return "reports/\(name)" }
        return scenarios.count == 1 ? output : "\(output)/\(name)"
    }
}
