// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Scenario
import SimulationKernel

/// Which request a report tells as its example, and how long it is followed.
///
/// The hundredth of the first source: early, so that finding it costs little, and behind the very first cold starts,
/// so that it is more like the others than the first is.
struct ExampleRequest {
    /// From 0.
    let number: Int
    let stretch: Stretch

    /// A stretch has about so many requests at most: some tenths of a second of computing.
    private static let requests = 20_000.0
    private static let wanted = 99

    /// - Parameter runLength: what a replication lasts at most.
    init(of plan: Plan, runLength: SimulationDuration) {
        let rate = plan.meanRate
        let length = rate > 0 ? min(runLength.seconds, Self.requests / rate) : runLength.seconds
        stretch = Stretch(length: .seconds(length))
        let expected = (plan.sources.first?.arrivals.meanRate ?? 0) * length
        number = expected >= 2 * Double(Self.wanted) ? Self.wanted : 0
    }
}

extension Scenario {
    /// One request's life under each deployment, for a report: the same request under the same randomness everywhere.
    /// A deployment under which it does not come in time is left out.
    public func exampleStories(of deployments: [CompiledDeployment], seed: UInt64) -> [RequestStory] {
        deployments.compactMap { deployment in
            guard let source = deployment.plan.sources.first else { return nil }
            let example = ExampleRequest(of: deployment.plan, runLength: period.runLength)
            let run = Replication(deployment.plan, seed: seed, replication: 0)
            let trace = run.trace(source: 0, request: example.number, over: example.stretch)
            guard trace.hasArrived else { return nil }
            return RequestStory(
                deployment: deployment.name, source: source.name, number: example.number + 1, trace: trace)
        }
    }
}
