// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Reporting
import Scenario
import Study

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Follows one request through every deployment: where its time went.",
        discussion: """
            EXAMPLES:
              faascast explain scenarios/order-processing.yaml --request 1000
              faascast explain shop.yaml --request 42 --source shoppers --deployments lambda
              faascast explain shop.yaml --request 42 --format otel > trace.json
              faascast explain shop.yaml --request 42 --format html > timeline.html
            """)

    @Argument(help: "A scenario file.") var scenario: String
    @Option(parsing: .unconditional, help: "Number of the request, from 1, in the order of arrival.") var request = 1
    @Option(help: "Traffic source. (default: the first)") var source: String?
    @Option(help: "Only these deployments, separated by commas.") var deployments: String?
    @Option(parsing: .unconditional, help: "Seed of all random streams.", transform: ArgumentText.seed)
    var seed: UInt64?
    @OptionGroup var overrides: OverrideOptions
    @OptionGroup var platforms: PlatformOptions
    @Option(help: "text, html (a Gantt chart) or otel (OpenTelemetry JSON).") var format = TimelineFormat.text

    func validate() throws {
        if !(1...1_000_000_000).contains(request) { throw ValidationError("--request must be from 1 to 1000000000.") }
        if let deployments, deployments.listedNames.isEmpty { throw ValidationError("--deployments names none.") }
    }

    func run() throws {
        try Complaints.reporting {
            let scenario = try Scenario.load(path: scenario, overrides: overrides.values, platforms: platforms.files)
            let stories = try scenario.stories(
                ofRequest: request, from: source, deployments: deployments?.listedNames, seed: seed)
            let output =
                switch format {
                case .text: stories.map { TimelineText($0).text }.joined(separator: "\n")
                case .html: TimelinePage(stories, of: scenario.name).text
                case .otel: OpenTelemetryTrace(stories).text
                }
            try Descriptor.standardOutput.write(output)
        }
    }
}

/// How a request's life is written.
enum TimelineFormat: String, CaseIterable, ExpressibleByArgument {
    case text, html, otel
}
