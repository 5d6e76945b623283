// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

@main
struct Faascast: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Forecasts what an application costs and how it behaves on serverless and on containers.",
        discussion: """
            Examples:
              faascast run scenarios/fintech-dashboard.yaml
              faascast run shop.yaml --set deployments.lambda.place.handlers.memory="1 GB"
              faascast validate shop.yaml
              faascast price meters.yaml
            """,
        subcommands: [Run.self, Validate.self, Price.self])
}
