// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Scenario
import SimulationKernel

/// The life of one request under one deployment.
public struct RequestStory: Sendable {
    public var deployment: String
    public var source: String
    public var number: Int
    public var trace: Trace

    /// From the first span to the answer (seconds); nil for a request that has none.
    public var latency: Double? {
        guard let first = trace.spans.first, let last = trace.spans.last(where: { $0.parent == nil }),
            let end = last.end, last.ending == .done
        else { return nil }
        return (end - first.start).seconds
    }
}

/// What cannot be told.
public enum StoryFault: Error, Sendable, Equatable {
    case unknownSource(String, known: [String])
    case unknownDeployment(String, known: [String])
    /// Fewer requests than that come within the period.
    case neverArrives(number: Int, source: String)
}

extension Scenario {
    /// Follows request `number` (from 1) of a source through each deployment, in replication `replication`.
    ///
    /// The run is the one that a study makes with the same seed, up to the end of what followed from the request.
    public func stories(
        ofRequest number: Int, from sourceName: String?, deployments wanted: [String]?, seed: UInt64?,
        replication: Int = 0
    ) throws(StoryFault) -> [RequestStory] {
        let compiled = compile()
        for name in wanted ?? [] where !compiled.contains(where: { $0.name == name }) {
            throw .unknownDeployment(name, known: compiled.map(\.name))
        }
        var stories: [RequestStory] = []
        for deployment in compiled where wanted?.contains(deployment.name) ?? true {
            let names = deployment.plan.sources.map(\.name)
            let name = sourceName ?? names[0]
            guard let source = names.firstIndex(of: name) else { throw .unknownSource(name, known: names) }
            let run = Replication(
                deployment.plan, seed: seed ?? self.seed ?? StudyOptions.defaultSeed, replication: replication)
            let stretch = Stretch(length: period.runLength)
            let trace = run.trace(source: source, request: number - 1, over: stretch)
            guard trace.hasArrived else { throw .neverArrives(number: number, source: name) }
            stories.append(RequestStory(deployment: deployment.name, source: name, number: number, trace: trace))
        }
        return stories
    }
}
