// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing
import Scenario
import SimulationKernel
import Testing

@testable import Study

/// A scenario in a few lines, run once with a fixed seed.
struct Story {
    let deployment: CompiledDeployment
    let observation: Observation

    /// - Parameters:
    ///   - text: all but the name.
    ///   - from: seconds that are simulated before what is observed.
    init(_ text: String, from warmUp: Double = 0, seconds: Double) throws {
        try self.init(Scenario.load(text: "name: Story\n\(text)"), from: warmUp, seconds: seconds)
    }

    init(_ scenario: Scenario, from warmUp: Double = 0, seconds: Double) throws {
        let lead = SimulationDuration.seconds(warmUp)
        deployment = try #require(scenario.compile().first)
        observation = Replication(deployment.plan, seed: 1, replication: 0)
            .run(over: Stretch(start: .zero + lead, warmUp: lead, length: .seconds(seconds)))
        #expect(observation.violations.isEmpty)
        #expect(observation.stop == nil)
    }

    /// What a month costs, free tier included, if the observed time is all of it.
    func bill() throws -> Bill {
        try Biller(
            prices: PriceBook.standard(), placements: deployment.placements,
            billedHours: observation.window.seconds / 3600, freeTier: true
        ).bill(observation, deployment.plan)
    }

    /// A channel's only subscription.
    func messages(of channel: Int) throws -> SubscriptionObservation {
        try #require(observation.channels[channel].subscriptions.first)
    }

    /// A function without cold starts.
    static let lambda = "use: lambda, memory: 1769 MB, timeout: 20 s, cold-start: none"
}
