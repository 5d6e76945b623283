// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// What one hosting option costs and how it behaves.
public struct DeploymentResult: Sendable, Equatable {
    public var name: String
    /// Dollars a billed month, with its 95 % interval over the replications.
    public var monthlyCost: Estimate
    /// True when a line could not be priced: the month costs at least this much.
    public var isLowerBound: Bool
    /// The bill, in the order of the services; amounts sum to `monthlyCost`.
    public var invoice: [InvoiceLineSummary]
    /// What the first, sixth and twelfth month cost where what is stored grows; else empty.
    public var months: [MonthCost] = []
    /// Dollars of the twelfth month if all stayed that is written where nothing is said of that; nil where it is.
    public var twelfthMonthIfKept: Double?
    /// Cost by service in the order of the invoice, for stacked bars.
    public var costByService: [NamedAmount]
    /// Dollars for a million requests, overall and by traffic source and by handler.
    public var costPerMillion: CostPerMillion
    /// All requests together.
    public var overall: FlowResult
    /// One for each source, over its routes.
    public var sources: [FlowResult]
    /// One for each (source, route).
    public var flows: [FlowResult]
    /// One for each handler that requests are sent to.
    public var handlers: [FlowResult]
    public var functions: [FunctionResult]
    public var services: [ServiceResult]
    public var backends: [BackendResult]
    public var channels: [ChannelResult]
    public var workflows: [WorkflowResult]
    /// By who calls and who is called.
    public var calls: [CallResult]
    public var doors: [DoorResult]
    /// Concurrency, tasks, queues over time.
    public var charts: [ChartSeries]
    public var objectives: [ObjectiveResult]
    /// What the run showed to be wrong, in the order of the rules.
    public var findings: [Finding]
    public var stability: Stability
    /// Set when a cap stopped a run: there is then no bill, and nothing is judged.
    public var stopped: StoppedRun?
    /// In the order of the replications.
    public var perReplication: [ReplicationFigures]
    /// Balances that did not hold: bugs of this program.
    public var violations: [ViolationNote]
    public var assumptions: [AssumptionNote]
    /// What each replication used, for pricing it again.
    public var meters: MeterRecord

    public init(name: String, monthlyCost: Estimate, isLowerBound: Bool, overall: FlowResult) {
        self.name = name
        self.monthlyCost = monthlyCost
        self.isLowerBound = isLowerBound
        self.overall = overall
        invoice = []
        costByService = []
        costPerMillion = CostPerMillion()
        sources = []
        flows = []
        handlers = []
        functions = []
        services = []
        backends = []
        channels = []
        workflows = []
        calls = []
        doors = []
        charts = []
        objectives = []
        findings = []
        stability = .stable
        perReplication = []
        violations = []
        assumptions = []
        meters = MeterRecord(replications: 0, freeTier: false)
    }
}

/// The headline figures of one replication.
public struct ReplicationFigures: Sendable, Equatable {
    /// Number of the replication, from 0.
    public var replication: Int
    /// Dollars a billed month.
    public var monthlyCost: Double
    public var offered: UInt64
    public var answered: UInt64
    /// Seconds, over answered requests; nil when none was answered.
    public var mean: Double?
    public var p50: Double?
    public var p99: Double?
    /// Share of the calls of functions that waited for a cold start; nil without calls.
    public var coldStartShare: Double?

    public init(replication: Int, monthlyCost: Double, offered: UInt64, answered: UInt64,
                mean: Double?, p50: Double?, p99: Double?, coldStartShare: Double?) {
        self.replication = replication
        self.monthlyCost = monthlyCost
        self.offered = offered
        self.answered = answered
        self.mean = mean
        self.p50 = p50
        self.p99 = p99
        self.coldStartShare = coldStartShare
    }
}

/// Whether a deployment can carry its load. A throttle that throttles is not instability.
public enum Stability: Sendable, Equatable {
    case stable
    case unstable([InstabilityCause])

    public var isStable: Bool { self == .stable }
}

/// Why a deployment counts as unstable.
public enum InstabilityCause: Sendable, Hashable {
    case inFlightCap(Int)
    case instanceCap(fleet: String, Int)
    case backlogCap(channel: String, Int)
    /// Requests of a source in flight grew through the period: mean in its first quarter, in its last, and at its end.
    case growingBacklog(source: String, first: Double, last: Double, final: Double)
    /// The same for a queue of a fleet or backend.
    case growingQueue(at: String, first: Double, last: Double, final: Double)

    public var sentence: String {
        switch self {
        case .inFlightCap(let cap):
            "more than \(cap) requests were in flight: work comes in faster than it is done"
        case .instanceCap(let fleet, let cap):
            "\(fleet) needed more than \(cap) instances"
        case .backlogCap(let channel, let cap):
            "more than \(cap) messages were kept, most of them of \(channel): they come in faster than they are processed"
        case .growingBacklog(let source, let first, let last, let final):
            "requests of \(source) in flight grew from \(Self.rounded(first)) to \(Self.rounded(last)) "
                + "(means of the first and last quarter), \(Self.rounded(final)) at the end"
        case .growingQueue(let place, let first, let last, let final):
            "the queue at \(place) grew from \(Self.rounded(first)) to \(Self.rounded(last)) "
                + "(means of the first and last quarter), \(Self.rounded(final)) at the end"
        }
    }

    private static func rounded(_ value: Double) -> String {
        value < 10 ? "\((value * 10).rounded() / 10)" : "\(value.rounded())".replacing(".0", with: "")
    }
}

/// A law of conservation that a run broke.
public struct ViolationNote: Sendable, Hashable {
    public var replication: Int
    public var what: String
    public var expected: Double
    public var found: Double

    public init(replication: Int, what: String, expected: Double, found: Double) {
        self.replication = replication
        self.what = what
        self.expected = expected
        self.found = found
    }
}
