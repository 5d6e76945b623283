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

    @Option(
        parsing: .unconditional, help: "Requests, such as 50/s or 30M/month.", transform: ArgumentText.quantity)
    var rate: Rate
    @Option(
        parsing: .unconditional, help: "Wall clock of an invocation, such as 120ms.", transform: ArgumentText.quantity)
    var duration: TimeSpan
    @Option(
        parsing: .unconditional, help: "Memory of the function, such as 512MB.", transform: ArgumentText.quantity)
    var memory: DataSize
    @Option(help: "Region of the provider.") var region = "us-east-1"
    @Option(help: "Where the scenario is written.") var write = "quick.yaml"
    @Flag(help: "Write over a file that is there.") var force = false
    @OptionGroup var options: RunOptions

    func validate() throws {
        if rate.perSecond <= 0 { throw ValidationError("--rate must be above 0.") }
        if duration.nanoseconds <= 0 { throw ValidationError("--duration must be above 0.") }
        let longest = LambdaQuota.timeout.seconds
        if duration.seconds >= longest {
            throw ValidationError(
                "--duration must be below \(Int(longest / 60)) min: Lambda ends every invocation there. "
                    + "Longer work fits a container; write a scenario for it.")
        }
        let sizes = LambdaQuota.memory
        guard memory.isWholeMegabytes, sizes.contains(Int(memory.megabytes)) else {
            throw ValidationError(
                "--memory must be from \(sizes.lowerBound)MB to \(sizes.upperBound)MB in whole megabytes, as Lambda "
                    + "has it.")
        }
        if let fault = scenario.fault { throw ValidationError(fault) }
    }

    private var scenario: QuickScenario {
        QuickScenario(rate: rate, duration: duration, memory: memory, region: region)
    }

    func run() throws {
        try Complaints.reporting(noColour: options.noColor) {
            try ArgumentText.requireRegion(region, in: .load(platforms: options.platforms.files))
            let text = scenario.text
            let scenario = try Scenario.load(
                text: text, name: write, overrides: options.overrides.values, platforms: options.platforms.files)
            let forecast = Forecast(
                scenario: scenario, file: write, folder: options.output ?? "reports/\(PathParts(write).stem)",
                options: options, prices: try options.prices.book(with: options.platforms.priceFiles()),
                interruption: Interruption())
            try forecast.check()
            try FileTarget(write, mayReplace: force).write(text)
            if !options.quiet { Complaints.say("The scenario is \(write)") }
            let status = try forecast.run()
            if status != .success { throw status }
        }
    }
}
