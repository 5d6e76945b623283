// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Measurement
import PlatformModels

/// What is kept of one replication: its counts and scalars. Histograms go into the pool, so that memory grows with
/// neither requests nor, to speak of, replications.
struct ReplicationRecord: Sendable {
    var observation: Observation
    /// For each scope: all answered, without, and with a cold start.
    var latencies: [(all: LatencySection, warm: LatencySection, cold: LatencySection)]
    var backendLatencies: [LatencySection]
    /// By channel and subscription.
    var messageTimes: [[MessageSections]]
    var workflowTimes: [LatencySection]
    /// For each objective on a percentile, by its index: requests or messages later than its bound, the unanswered and
    /// the lost included, and out of how many.
    var late: [Int: UInt64]
    var judged: [Int: UInt64]
    /// For each of those: the percentile over all that were judged (ns); nil when it falls among the unanswered.
    var percentiles: [Int: Double]
    var bill: Bill
    /// Month over observed time.
    var scale: Double
}

/// Everything one deployment's replications add up to. Folding is done in the order of the replications.
struct DeploymentFold: Sendable {
    let subject: StudySubject
    let design: RunDesign
    let scopes: FlowScopes
    /// All replications together, with histograms.
    private(set) var pool: Observation?
    private(set) var records: [ReplicationRecord] = []
    private(set) var violations: [ViolationNote] = []
    private(set) var charts: ChartFold
    private(set) var backlog: BacklogFold
    /// The first run that a cap stopped.
    private(set) var stopped: StoppedRun?

    init(_ subject: StudySubject, design: RunDesign) {
        self.subject = subject
        self.design = design
        scopes = FlowScopes(of: subject.plan)
        charts = ChartFold(plan: subject.plan, design: design)
        backlog = BacklogFold(plan: subject.plan)
    }

    /// Adds a replication, given by its stretches in the order of the design.
    mutating func add(_ stretches: [Observation]) throws {
        let parts = zip(stretches, design.parts).map { (observation: $0, weight: $1.weight) }
        guard let whole = Observation.weighted(parts) else { return }
        let bill = try subject.biller.bill(whole, subject.plan)
        var record = ReplicationRecord(
            observation: whole.light, latencies: [],
            backendLatencies: whole.backends.map { LatencySection($0.latency) },
            messageTimes: whole.channels.map { $0.subscriptions.map { MessageSections($0) } },
            workflowTimes: whole.workflows.map { LatencySection($0.durations) },
            late: [:], judged: [:], percentiles: [:], bill: bill,
            scale: whole.window > .zero ? subject.billedHours * 3600 / whole.window.seconds : 0)
        for scope in scopes.all {
            let warm = scope.warmLatency(in: whole), cold = scope.coldLatency(in: whole)
            record.latencies.append(
                (LatencySection(warm.merging(cold)), LatencySection(warm), LatencySection(cold)))
        }
        for (index, objective) in subject.objectives.enumerated() {
            guard let times = objective.times(in: whole, of: subject.plan, scopes) else { continue }
            record.late[index] = times.late
            record.judged[index] = times.judged
            record.percentiles[index] = times.percentile
        }
        violations += Soundness.violations(in: whole, of: subject.plan, bill: bill, replication: records.count)
        records.append(record)
        for (index, stretch) in stretches.enumerated() {
            charts.add(stretch, part: index)
            backlog.add(stretch, part: index)
            if stretch.stop != nil, stopped == nil {
                stopped = StoppedRun(after: stretch.window.seconds, of: design.parts[index].stretch.length.seconds)
            }
        }
        var withoutHours = whole
        for index in withoutHours.doors.indices {
            withoutHours.doors[index].hourlyRequests = []
            withoutHours.doors[index].hourlyBytes = []
            withoutHours.doors[index].hourlyConnections = []
        }
        if pool == nil { pool = withoutHours } else { pool?.add(withoutHours) }
    }

    /// An interval over the replications of a figure that each has.
    func estimate(_ figure: (ReplicationRecord) -> Double) -> Estimate {
        ReplicationInterval.mean(of: records.map(figure))
    }

    /// A count, scaled to a month.
    func monthly(_ count: (Observation) -> UInt64) -> Estimate {
        estimate { Double(count($0.observation)) * $0.scale }
    }

    func share(_ pair: (Observation) -> (events: UInt64, trials: UInt64)) -> ShareEstimate {
        ShareEstimate(records.map { pair($0.observation) }, weight: design.greatestWeight)
    }

    /// Whether no work came although some was to come: rare, or planned for another time than the simulated one.
    var sawNothing: Bool {
        guard let pool, subject.plan.meanRate > 0 else { return false }
        return pool.invocations == 0 && pool.flows.allSatisfy { $0.offered == 0 }
            && pool.channels.allSatisfy { $0.published == 0 }
    }

    var monthlyCost: Estimate { estimate { $0.bill.total.approximate } }

    var counts: EngineCounts {
        EngineCounts(invocations: pool?.invocations ?? 0, events: pool?.events ?? 0)
    }
}

extension LogHistogram {
    /// The quantile over `wanted` requests of which those recorded were answered: the others are later than any.
    func quantile(_ q: Double, among wanted: UInt64) -> Double? {
        guard count > 0, wanted > 0 else { return nil }
        let rank = (q * Double(max(wanted, count))).rounded(.up)
        return rank > Double(count) ? nil : quantile((rank - 0.5) / Double(count))
    }
}
