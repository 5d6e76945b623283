// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import Reporting
import Scenario

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a scenario of the traffic in a usage file of Infracost.",
        discussion: """
            EXAMPLES:
              faascast import infracost-usage.yml --output shop.yaml
              faascast import infracost-usage.yml --region eu-west-1 | less

            Lambda functions, queues and tables become parts of the scenario. A usage file holds averages: what it
            does not say is written into the scenario as an assumption.
            """)

    @Argument(help: "A usage file of Infracost.") var file: String
    @Option(help: "Region of AWS.") var region = "us-east-1"
    @Option(help: "Where the scenario is written. (default: standard output)") var output: String?
    @Flag(help: "Write over a file that is there.") var force = false

    func run() throws {
        try Complaints.reporting {
            let usage = try InfracostUsage.load(path: file)
            try ArgumentText.requireRegion(region, in: .load(platforms: []))
            let title = PathParts(file).stem
            let text = ImportedScenario(usage, name: title, region: region).text
            // A name that the language keeps for itself shows here.
            _ = try Scenario.load(text: text, name: output ?? "scenario.yaml")
            for address in usage.leftOut {
                Complaints.say("faascast: note: \(address) is left out: its usage is no traffic of a scenario.")
            }
            guard let output else { return try Descriptor.standardOutput.write(text) }
            try FileTarget(output, mayReplace: force).write(text)
        }
    }
}
