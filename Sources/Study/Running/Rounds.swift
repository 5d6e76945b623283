// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Synchronization

/// Runs replications over threads and folds them in their order, so that the sum is the same for any number of
/// threads: replication r of every deployment uses the streams of number r (common random numbers).
///
/// A finished run waits only until those before it are done, so a handful of observations is alive at any time.
final class Rounds: Sendable {
    /// One run of the engine.
    typealias Simulate = @Sendable (_ plan: Plan, _ seed: UInt64, _ replication: Int, _ stretch: Stretch) -> Observation

    private struct Job: Sendable {
        var replication: Int
        var subject: Int
        var part: Int
    }

    private struct State: Sendable {
        var folds: [DeploymentFold]
        var jobs: [Job] = []
        var next = 0
        /// Finished runs of replications that are not folded yet, by replication, subject and part.
        var waiting: [Int: [[Observation?]]] = [:]
        var folded = 0
        var fault: StudyFault?
        var round = 0
        var planned = 0
        var workDone = 0.0
        var workPlanned = 0.0
        var counts = EngineCounts()
    }

    private let state: Mutex<State>
    private let design: RunDesign
    private let plans: [Plan]
    private let seed: UInt64
    private let simulate: Simulate
    private let stop: StopFlag
    private let progress: (@Sendable (StudyProgress) -> Void)?
    private let observe: (@Sendable (String, Int, [Observation]) -> Void)?
    private let names: [String]
    private let started = ContinuousClock.now

    init(
        _ subjects: [StudySubject], design: RunDesign, seed: UInt64, stop: StopFlag,
        progress: (@Sendable (StudyProgress) -> Void)?,
        observe: (@Sendable (String, Int, [Observation]) -> Void)? = nil, simulate: @escaping Simulate
    ) {
        self.design = design
        self.seed = seed
        self.simulate = simulate
        self.stop = stop
        self.progress = progress
        self.observe = observe
        names = subjects.map(\.name)
        plans = subjects.map(\.plan)
        state = Mutex(State(folds: subjects.map { DeploymentFold($0, design: design) }))
    }

    /// Replications that are complete, and what they add up to.
    var folds: [DeploymentFold] { state.withLock { $0.folds } }
    var replications: Int { state.withLock { $0.folded } }
    var round: Int { state.withLock { $0.round } }

    /// Runs `count` more replications on `threads` threads; fewer when the study is asked to stop.
    func run(_ count: Int, threads: Int) throws(StudyFault) {
        state.withLock { state in
            let first = state.folded
            // Replication by replication, so that an interruption leaves whole ones.
            state.jobs = (first..<(first + count)).flatMap { replication in
                plans.indices.flatMap { subject in
                    design.parts.indices.map { Job(replication: replication, subject: subject, part: $0) }
                }
            }
            state.next = 0
            state.round += 1
            state.planned = first + count
            state.waiting = [:]
            state.workPlanned += Double(state.jobs.count) * design.work / Double(design.parts.count)
        }
        Workers.run(threads) { self.work() }
        if let fault = state.withLock({ $0.fault }) { throw fault }
    }

    private func work() {
        while !stop.isRequested, let job = state.withLock({ Self.take(&$0) }) {
            let stretch = design.parts[job.part].stretch
            let observation = simulate(plans[job.subject], seed, job.replication, stretch)
            let report = state.withLock { state in
                put(observation, of: job, into: &state)
                return StudyProgress(
                    round: state.round, replications: state.folded, planned: state.planned,
                    fraction: state.workPlanned > 0 ? min(1, state.workDone / state.workPlanned) : 0,
                    elapsed: 0, remaining: nil, counts: state.counts)
            }
            if let progress { progress(timed(report)) }
        }
    }

    private static func take(_ state: inout State) -> Job? {
        guard state.next < state.jobs.count, state.fault == nil else { return nil }
        defer { state.next += 1 }
        return state.jobs[state.next]
    }

    private func put(_ observation: Observation, of job: Job, into state: inout State) {
        state.workDone += design.parts[job.part].stretch.simulatedSeconds
        state.counts.events += observation.events
        state.counts.invocations += observation.invocations
        let empty = [[Observation?]](
            repeating: Array(repeating: nil, count: design.parts.count), count: plans.count)
        state.waiting[job.replication, default: empty][job.subject][job.part] = observation
        while let runs = state.waiting[state.folded], state.fault == nil {
            let complete = runs.map { $0.compactMap { $0 } }
            guard complete.allSatisfy({ $0.count == design.parts.count }) else { return }
            state.waiting[state.folded] = nil
            do {
                // All or none: a replication counts when every deployment has it.
                var folds = state.folds
                state.folds = []
                for subject in folds.indices {
                    try folds[subject].add(complete[subject])
                    observe?(names[subject], state.folded, complete[subject])
                }
                state.folds = folds
                state.folded += 1
            } catch let fault as StudyFault {
                state.fault = fault
            } catch {
                state.fault = .pricing(String(describing: error))
            }
        }
    }

    private func timed(_ report: StudyProgress) -> StudyProgress {
        var report = report
        let parts = (ContinuousClock.now - started).components
        report.elapsed = Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
        if report.fraction > 0 { report.remaining = report.elapsed * (1 - report.fraction) / report.fraction }
        return report
    }
}
