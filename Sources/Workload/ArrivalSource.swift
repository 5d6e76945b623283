// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling

/// The state of every arrival process but the plain Poisson one. Times are seconds since the start of the run.
@usableFromInline
struct ArrivalSource: Sendable {
    private var instants: Instants
    /// The commonest source stands beside the others, where it is changed in place: 32 ns an arrival instead
    /// of 94 with taking it out of the enum and putting it back.
    private var profile: ProfileArrivals?
    /// Sizes of batches, innermost first: flat rather than nested, so that a batch allocates nothing.
    private var sizes: [BatchSizes] = []

    /// No arrivals.
    init() { instants = .none }

    init(_ process: ArrivalProcess, key: StreamKey, start: Double) {
        var process = process
        var nested: [Distribution] = []
        while case .batches(let inner, let size) = process {
            nested.append(size)
            process = inner
        }
        switch process {
        case .poisson(let rate): profile = ProfileArrivals(rate, gap: Sampler(.exponential(mean: 1)), start: start)
        case .renewal(let gap, let rate?):
            profile = ProfileArrivals(rate, gap: Sampler(gap.scaled(by: 1 / gap.mean)), start: start)
        default: break
        }
        instants = Instants(process, key: key, start: start)
        sizes = nested.reversed().enumerated().map { BatchSizes($1, key: key.derived("batch size \($0)")) }
    }

    var followsProfile: Bool { profile != nil }

    mutating func next(_ stream: inout RandomStream) -> (time: Double, count: Int)? {
        let instant = profile == nil ? instants.next(&stream) : profile?.next(&stream)
        guard let time = instant else { return nil }
        var count = 1
        for level in sizes.indices { count = sizes[level].total(of: count) }
        return (time, count)
    }

    var fault: TraceFault? {
        guard case .trace(let state) = instants else { return nil }
        return state.fault
    }
}

/// When something arrives, whatever its size, unless a rate profile says so.
enum Instants: Sendable {
    case none
    case renewal(gap: Sampler, clock: Double)
    case deterministic(interval: Double, first: Double, number: Double)
    case times(ScheduledArrivals)
    case modulated(ModulatedArrivals)
    case trace(TraceArrivals)

    init(_ process: ArrivalProcess, key: StreamKey, start: Double) {
        self = switch process {
        case .renewal(let gap, nil): .renewal(gap: Sampler(gap), clock: start)
        case .deterministic(let interval, let first):
            .deterministic(interval: interval, first: start + first, number: 0)
        case .times(let times, let period): .times(ScheduledArrivals(times, period: period, start: start))
        case .markovModulated(let modulation): .modulated(ModulatedArrivals(modulation, key: key, start: start))
        case .trace(let file): .trace(TraceArrivals(file, start: start))
        case .poisson, .renewal, .closedLoop, .batches: .none
        }
    }

    mutating func next(_ stream: inout RandomStream) -> Double? {
        switch self {
        case .none: return nil
        case .renewal(let gap, let clock):
            let time = clock + gap.sample(&stream)
            self = .renewal(gap: gap, clock: time)
            return time
        case .deterministic(let interval, let first, let number):
            // A product, not a sum: the millionth arrival is as exact as the first.
            self = .deterministic(interval: interval, first: first, number: number + 1)
            return first + number * interval
        case .times(var state):
            defer { self = .times(state) }
            return state.next()
        case .modulated(var state):
            defer { self = .modulated(state) }
            return state.next(&stream)
        case .trace(var state):
            // Taken out first, so that the read buffer inside has one owner and is refilled in place.
            self = .none
            defer { self = .trace(state) }
            return state.next(&stream)
        }
    }
}

/// A renewal process in operational time, pushed through Λ⁻¹; with exponential gaps, the Poisson process of rate λ(t).
struct ProfileArrivals: Sendable {
    private var cursor: RateCursor
    private let gap: Sampler
    private var mass: Double

    init(_ profile: RateProfile, gap: Sampler, start: Double) {
        cursor = RateCursor(profile)
        self.gap = gap
        mass = profile.cumulative(at: start)
    }

    mutating func next(_ stream: inout RandomStream) -> Double? {
        mass += gap.sample(&stream)
        let time = cursor.time(at: mass)
        return time.isFinite ? time : nil
    }
}

/// A list of times, perhaps over and over.
struct ScheduledArrivals: Sendable {
    private let times: [Double]
    private let period: Double?
    private let start: Double
    private var index = 0
    private var round = 0.0

    init(_ times: [Double], period: Double?, start: Double) {
        self.times = times
        self.period = period
        self.start = start
    }

    mutating func next() -> Double? {
        if index == times.count {
            guard period != nil, !times.isEmpty else { return nil }
            index = 0
            round += 1
        }
        defer { index += 1 }
        return start + round * (period ?? 0) + times[index]
    }
}

/// How many requests each batch has.
struct BatchSizes: Sendable {
    private let size: Sampler
    private let key: StreamKey
    private var number: UInt64 = 0

    /// Sizes have a stream of their own and a substream a batch: they do not move the instants, nor each other.
    init(_ size: Distribution, key: StreamKey) {
        self.size = Sampler(size)
        self.key = key
    }

    /// The requests in the next `batches` batches. A size beyond 2³¹ is cut: no batch is that large, and a heavy
    /// tail must not overflow an Int.
    mutating func total(of batches: Int) -> Int {
        var count = 0
        for _ in 0..<batches {
            count += Int(min(max(size.sample(key, request: number).rounded(), 1), 0x1p31))
            number += 1
        }
        return count
    }
}
