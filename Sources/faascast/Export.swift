// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Pricing
import Reporting

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a finished month for other programs: FOCUS rows, AWS calculator entries, an Infracost file.",
        discussion: """
            EXAMPLES:
              faascast export reports/shop/results.json --format focus > month.csv
              faascast export reports/shop/results.json --format aws-calculator --deployment lambda
              faascast export reports/shop/results.json --format infracost --deployment lambda --output usage.yml

            What has to be left out is listed on standard error.
            """)

    @Argument(help: "The results.json of a run.") var results: String
    @Option(help: "focus, aws-calculator or infracost.") var format: ExportFormat
    @Option(help: "Only this deployment.") var deployment: String?
    @Option(help: "The month of FOCUS rows. (default: that of the price book)", transform: ArgumentText.month)
    var month: BillingMonth?
    @Option(help: "The AWS account of calculator entries, twelve digits.") var account: AccountNumber?
    @Option(help: "A file instead of standard output.") var output: String?
    @Flag(help: "Write over a file that is there.") var force = false
    @OptionGroup var prices: PriceOptions

    func validate() throws {
        if month != nil, format != .focus { throw ValidationError("--month belongs to --format focus.") }
        if account != nil, format != .awsCalculator {
            throw ValidationError("--account belongs to --format aws-calculator.")
        }
    }

    func run() throws {
        try Complaints.reporting {
            let run = try StoredRun(file: results).only(deployment)
            let exported = try exported(run)
            for note in exported.notes { Complaints.say("faascast: note: \(note).") }
            guard let output else { return try Descriptor.standardOutput.write(exported.text) }
            try FileTarget(output, mayReplace: force).write(exported.text)
        }
    }

    private func exported(_ run: StoredRun) throws -> ExportedMonth {
        switch format {
        case .focus: try run.focus(prices: try prices.book(), list: try PriceBook.standard(), month: month)
        case .awsCalculator: try run.calculatorEntries(account: account ?? .placeholder)
        case .infracost: try run.infracostUsage()
        }
    }
}

extension ExportFormat: ExpressibleByArgument {}

extension AccountNumber: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
