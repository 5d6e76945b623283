// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling

/// When requests arrive, as a scenario describes it. Times are seconds.
///
/// Nothing is checked here: `validate()` lists what is wrong, and a generator is defined only when that is empty.
public indirect enum ArrivalProcess: Sendable, Hashable {
    /// Independent users: at constant or varying rate.
    case poisson(RateProfile)
    /// Independent gaps. Without a profile they are in seconds; with one they are in expected arrivals, so that only
    /// the shape of `gap` counts, and the profile sets the pace. The first gap begins when the source starts.
    case renewal(gap: Distribution, profile: RateProfile?)
    /// At `first`, and every `interval` after it.
    case deterministic(interval: Double, first: Double)
    /// At given times after the start, in ascending order; all again every `period` if there is one. A weekly
    /// schedule is a list of times since Monday 00:00 with a period of 604,800.
    case times([Double], period: Double?)
    /// A batch at every arrival of another process; sizes are rounded to the nearest integer, at least 1.
    case batches(ArrivalProcess, size: Distribution)
    case markovModulated(MarkovModulation)
    /// Users who wait for an answer, think, and ask again: the model drives them, a generator gives no arrivals.
    case closedLoop(users: Int, think: Distribution)
    case trace(TraceFile)
}

/// Something that keeps an arrival process from being one.
public enum ArrivalFault: Error, Sendable, Hashable {
    case distribution(DistributionFault)
    /// Gaps, think times and batch sizes cannot be negative.
    case mayBeNegative(lowest: Double)
    /// A renewal process needs gaps with a mean above 0 and finite, or it never or endlessly arrives.
    case meanGap(Double)
    case interval(Double)
    case firstOffset(Double)
    case noTimes
    case timesNotAscending(index: Int)
    case periodTooShort(period: Double, last: Double)
    case users(Int)
    case modulation(ModulationFault)
    case trace(TraceFault)
    /// A closed loop has no batch instants of its own.
    case batchesOfClosedLoop
}

extension ArrivalProcess {
    /// Times in the week since Monday 00:00 [s], every week; `phase` is the time of the week at which the run starts.
    public static func weekly(_ times: [Double], phase: Double = 0) -> ArrivalProcess {
        let week = 604_800.0
        let shifted = times.map { time in
            let rest = (time - phase).truncatingRemainder(dividingBy: week)
            return rest < 0 ? rest + week : rest
        }
        return .times(shifted.sorted(), period: week)
    }

    /// The long-run mean number of requests per second; nil where only running (a closed loop) or reading (a trace)
    /// can tell.
    public var meanRate: Double? {
        switch self {
        case .poisson(let profile): profile.meanRate
        case .renewal(let gap, let profile): profile?.meanRate ?? 1 / gap.mean
        case .deterministic(let interval, _): 1 / interval
        case .times(let times, let period): period.map { Double(times.count) / $0 }
        case .batches(let instants, let size): instants.meanRate.map { $0 * size.meanRounded }
        case .markovModulated(let modulation): modulation.meanRate
        case .closedLoop, .trace: nil
        }
    }

    /// All that is wrong, without opening a trace file; `TraceFile.summary()` reads it.
    public func validate() -> [ArrivalFault] {
        switch self {
        case .poisson: []
        case .renewal(let gap, _): Self.faults(of: gap) + Self.meanFaults(of: gap)
        case .deterministic(let interval, let first):
            (interval > 0 && interval.isFinite ? [] : [.interval(interval)])
                + (first >= 0 && first.isFinite ? [] : [.firstOffset(first)])
        case .times(let times, let period): Self.faults(of: times, period: period)
        case .batches(.closedLoop, _): [.batchesOfClosedLoop]
        case .batches(let instants, let size): instants.validate() + Self.faults(of: size)
        case .markovModulated(let modulation): modulation.validate().map { .modulation($0) }
        case .closedLoop(let users, let think): (users > 0 ? [] : [.users(users)]) + Self.faults(of: think)
        case .trace(let file): file.validate().map { .trace($0) }
        }
    }

    private static func faults(of distribution: Distribution) -> [ArrivalFault] {
        let faults = distribution.validate()
        guard faults.isEmpty else { return faults.map { .distribution($0) } }
        return distribution.isNonNegative ? [] : [.mayBeNegative(lowest: distribution.quantile(0))]
    }

    private static func meanFaults(of gap: Distribution) -> [ArrivalFault] {
        guard gap.validate().isEmpty else { return [] }
        return gap.mean > 0 && gap.mean.isFinite ? [] : [.meanGap(gap.mean)]
    }

    private static func faults(of times: [Double], period: Double?) -> [ArrivalFault] {
        guard let last = times.last else { return [.noTimes] }
        var faults: [ArrivalFault] = []
        for (index, time) in times.enumerated() where !time.isFinite || time < (index == 0 ? 0 : times[index - 1]) {
            faults.append(.timesNotAscending(index: index))
        }
        if let period, !(period > 0 && period >= last) { faults.append(.periodTooShort(period: period, last: last)) }
        return faults
    }
}

extension Distribution {
    /// The mean batch size. Rounding moves it only where sizes are not integers; a constant is rounded exactly.
    fileprivate var meanRounded: Double {
        if case .constant(let value) = self { return max(value.rounded(), 1) }
        return mean
    }
}
