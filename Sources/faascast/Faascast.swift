// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Reporting

@main
struct Faascast: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faascast",
        abstract: "Forecasts what an application costs and how it behaves on serverless and on containers.",
        discussion: """
            EXAMPLES:
              faascast quick --rate 50/s --duration 120ms --memory 512MB
              faascast run scenarios/fintech-dashboard.yaml
              faascast run shop.yaml --set deployments.lambda.place.handlers.memory='1 GB'
              faascast run shop.yaml --deployments lambda,fargate --format json --quiet
              faascast run shop.yaml --assert          exits with 99 unless all objectives are met
              faascast explain shop.yaml --request 1000
              faascast validate shop.yaml
              faascast price meters.yaml
              faascast prices explain lambda/duration_x86
              faascast platforms --provider azure
              faascast reprice reports/shop/results.json --prices our-contract.yaml
              faascast export reports/shop/results.json --format focus
              faascast import infracost-usage.yml --output shop.yaml

            EXIT STATUS: 0 fine; 1 an option cannot carry its load, or prices differ; 64 wrong command line;
            65 wrong input; 66 unreadable input; 70 a bug of this program; 74 results could not
            be written; 99 an objective is not shown to be met (with --assert); 130 interrupted.
            """,
        version: Program.version,
        subcommands: [
            Run.self, Quick.self, Explain.self, Validate.self, Price.self, Prices.self, Reprice.self, Export.self,
            Import.self, Platforms.self, Schema.self,
        ])

    static func main() {
        Descriptor.turnSignalsIntoErrors()
        refuseUnknownCommand(CommandLine.arguments.dropFirst().first)
        main(nil)
    }

    /// A command that there is not is told with the one that is nearest.
    private static func refuseUnknownCommand(_ word: String?) {
        let commands = configuration.subcommands.map { $0._commandName }
        guard let word, !word.hasPrefix("-"), word != "help", !commands.contains(word) else { return }
        exit(withError: Complaints.unknown("command", word, commands))
    }
}

/// What the program says of itself.
enum Program {
    static let version = "0.1.0"
}
