// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// What a replication simulates and how that becomes a month.
public struct Period: Sendable, Hashable {
    /// What is measured, warm-up not included.
    public var simulate: SimulationDuration
    /// Hours of a month for the bill.
    public var billHours: Double
    /// Where in the week the run starts, warm-up included: time since Monday 00:00 UTC.
    public var start: SimulationDuration
    public var horizon: Horizon

    /// Warm-up and measured time together.
    public var runLength: SimulationDuration { simulate + warmUp }

    /// Whether the bill is for all hours of a month (of February at least), nights and weekends included.
    var coversMonth: Bool { billHours >= 28 * 24 }

    public var warmUp: SimulationDuration {
        switch horizon {
        case .terminating: .zero
        case .steadyState(let warmUp): warmUp
        }
    }
}

/// Whether the start belongs to what is asked.
public enum Horizon: Sendable, Hashable {
    /// The period from its start to its end, as it is.
    case terminating
    /// The long run: what comes before the end of the warm-up is not counted.
    case steadyState(warmUp: SimulationDuration)
}

/// When enough replications have been run.
public struct PrecisionTarget: Sendable, Hashable {
    /// Half-width of the 95 % interval of the monthly cost, relative to it.
    public var cost: Double
    /// The same for the 99th percentile of latency.
    public var p99: Double
    /// A fixed number of replications instead; nil stops by precision.
    public var replications: Int?
}
