// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Foundation
import Pricing
import Reporting
import Scenario

struct Quick: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Estimates a single function without a file, and writes the scenario it made.",
        discussion: """
            EXAMPLES:
              faascast quick --rate 50/s --duration 120ms --memory 512MB
              faascast quick --rate 2M/day --duration 300ms --memory 1GB --write api.yaml

            The duration is wall clock at the stated memory. How much of it is work and how much waiting is
            an assumption, written into the scenario as a range.
            """)

    @Option(help: "Requests, such as 50/s or 30M/month.") var rate: Rate
    @Option(help: "Wall clock of an invocation, such as 120ms.") var duration: TimeSpan
    @Option(help: "Memory of the function, such as 512MB.") var memory: DataSize
    @Option(help: "Region of the provider.") var region = "us-east-1"
    @Option(help: "Where the scenario is written.") var write = "quick.yaml"
    @Flag(help: "Write over a file that is there.") var force = false
    @OptionGroup var options: RunOptions

    func validate() throws {
        if rate.perSecond <= 0 { throw ValidationError("--rate must be above 0.") }
        if duration.nanoseconds <= 0 { throw ValidationError("--duration must be above 0.") }
        let isName = !region.isEmpty && region.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        if !isName { throw ValidationError("--region must be a region's name, such as us-east-1.") }
    }

    func run() throws {
        try Complaints.reporting(noColour: options.noColor) {
            let text = QuickScenario(rate: rate, duration: duration, memory: memory, region: region).text
            let scenario = try Scenario.load(
                text: text, name: write, overrides: options.overrides, platforms: options.platforms.files)
            let target = (write as NSString).standardizingPath as NSString
            if !force, FileManager.default.fileExists(atPath: write) {
                Complaints.say("faascast: error: \(write) is there already; --force writes over it, --write elsewhere.")
                throw Exit.cannotWrite
            }
            let parent = target.deletingLastPathComponent
            try ResultsWriter(folder: parent.isEmpty ? "." : parent)
                .write([(target.lastPathComponent, Data(text.utf8))])
            let name = (target.lastPathComponent as NSString).deletingPathExtension
            let forecast = Forecast(
                scenario: scenario, file: write, folder: options.output ?? "reports/\(name)", options: options,
                prices: try options.prices.book(with: options.platforms.priceFiles()), interruption: Interruption())
            if !options.quiet { Complaints.say("The scenario is \(write)") }
            let status = try forecast.run()
            if status != .success { throw status }
        }
    }
}
