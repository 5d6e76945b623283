// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// Decides whether work piles up: a backlog that grows through an observed stretch and does not slow down.
///
/// A throttle that throttles is not instability: what is refused is in no backlog.
struct BacklogFold: Sendable {
    private let sourceNames: [String]
    private let queueNames: [String]
    /// Of each subscription, whether somebody takes its messages; what a dead-letter queue keeps is no backlog.
    private let consumed: [Bool]
    private var replications = 0
    /// Whether some stretch ended with more messages than the lead-in of the next one stands for.
    private(set) var carriesOver = false
    /// Of any stretch of any replication.
    private var stops: [StopReason] = []
    /// What grew, and the replications it grew in.
    private var growing: [(cause: InstabilityCause, replications: Set<Int>)] = []

    init(plan: Plan) {
        sourceNames = plan.sources.map(\.name)
        consumed = plan.channels.flatMap(\.subscriptions).map { $0.target != .nobody }
        queueNames = plan.functions.map(\.name) + plan.services.map(\.name) + plan.backends.map(\.name)
            + plan.channels.flatMap(\.subscriptions).filter { $0.target != .nobody }.map(\.name)
    }

    /// Looks at one stretch of a replication.
    mutating func add(_ observation: Observation, part: Int) {
        if part == 0 { replications += 1 }
        if let stop = observation.stop, !stops.contains(stop) { stops.append(stop) }
        for (index, (source, name)) in zip(observation.sources, sourceNames).enumerated() {
            let own = observation.flows.filter { $0.source == index }
            let offered = own.reduce(0) { $0 + $1.offered }
            // Not `map(Double.init)`, which takes the initialiser that reads a UInt64 as the bits of a Double.
            let course = source.inFlightSeries.map { Double($0) }
            // In flight for the time that the fastest tenth takes would be what the service itself explains.
            let times = own.reduce(into: LogHistogram()) { $0.merge($1.latency) }
            note(Backlog(course: course, final: Double(source.inFlightAtEnd), offered: Double(offered),
                         explained: explained(by: times, of: offered, in: observation))) {
                .growingBacklog(source: name, first: $0, last: $1, final: $2)
            }
        }
        for (isConsumed, seen) in zip(consumed, observation.channels.flatMap(\.subscriptions)) where isConsumed {
            // By Little's law they are as old as their number over their rate; a handful proves nothing.
            let age = Double(seen.backlogAtEnd) * observation.window.seconds / Double(max(seen.arrived, 1))
            if seen.backlogAtEnd > 100, age > DayTypes.longestTie.seconds { carriesOver = true }
        }
        // In queues stands only what waits; among messages also what is being worked on.
        let queues = observation.functions.map { ($0.queue, $0.invocations, Double?(0)) }
            + observation.services.map { ($0.queue, $0.requests, 0) }
            + observation.backends.map { ($0.queue, $0.calls, 0) }
            + zip(consumed, observation.channels.flatMap(\.subscriptions)).filter(\.0).map {
                ($1.backlog, $1.arrived, explained(by: $1.ages, of: $1.arrived, in: observation))
            }
        for ((queue, offered, explained), name) in zip(queues, queueNames) {
            note(Backlog(course: queue.courseMeans, final: Double(queue.final), offered: Double(offered),
                         explained: explained)) {
                .growingQueue(at: name, first: $0, last: $1, final: $2)
            }
        }
    }

    /// How many are under way at a time, by Little's law, when all take what the fastest tenth takes; nil where none ended.
    private func explained(by times: LogHistogram, of offered: UInt64, in observation: Observation) -> Double? {
        guard observation.window > .zero else { return 0 }
        return times.quantile(0.1).map { Double(offered) * $0 / Double(observation.window.nanoseconds) }
    }

    private mutating func note(_ backlog: Backlog, cause: (Double, Double, Double) -> InstabilityCause) {
        guard let (first, last) = backlog.growth else { return }
        let found = cause(first, last, backlog.final)
        if let known = growing.firstIndex(where: { $0.cause.subject == found.subject }) {
            growing[known].replications.insert(replications)
        } else {
            growing.append((found, [replications]))
        }
    }

    /// A system that collapses in some runs and not in others is unstable; one run of many may look so by chance.
    private static let leastShare = 0.2

    var stability: Stability {
        let stopped: [InstabilityCause] = stops.map { reason in
            switch reason {
            case .inFlightCap(let cap): .inFlightCap(cap)
            case .instanceCap(let fleet, let cap): .instanceCap(fleet: fleet, cap)
            case .backlogCap(let channel, let cap): .backlogCap(channel: channel, cap)
            }
        }
        let causes = stopped + growing.filter {
            Double($0.replications.count) >= Self.leastShare * Double(replications)
        }.map(\.cause)
        return causes.isEmpty ? .stable : .unstable(causes)
    }
}

/// What waits, over one stretch.
struct Backlog: Sendable {
    /// By bucket.
    var course: [Double]
    var final: Double
    /// Requests that came in the stretch.
    var offered: Double
    /// What the fastest answers explain by Little's law; nil where nothing was answered.
    var explained: Double?

    /// The means of the first and the last quarter when the backlog grows through the stretch, else nil.
    ///
    /// It does when the means of the four quarters ascend, the last is at least twice the first, the growth does not
    /// slow down (a queue that fills to its steady level does: each step is then shorter than the one before), and what
    /// is left at the end is at least 100 requests, 1 % of all that came, and three times what the service
    /// itself explains. So a load of 101 % of the capacity is seen, and a queue at the end of a rush hour is not.
    /// Where few and large jobs come, a fifth of them that is left and at least ten are enough, once some have ended.
    var growth: (first: Double, last: Double)? {
        guard course.count >= 4 else { return nil }
        let quarters = (0..<4).map { quarter in
            let part = course[(course.count * quarter / 4)..<(course.count * (quarter + 1) / 4)]
            return part.reduce(0, +) / Double(part.count)
        }
        let ascends = zip(quarters, quarters.dropFirst()).allSatisfy { $0 < $1 }
        guard ascends, quarters[3] >= 2 * quarters[0] else { return nil }
        guard quarters[3] - quarters[2] >= (quarters[1] - quarters[0]) / 2 else { return nil }
        let isMany = final >= 100 && final >= 0.01 * offered
        let isMuch = final >= 10 && final >= 0.2 * offered && explained != nil
        guard isMany || isMuch, final >= 3 * (explained ?? 0) else { return nil }
        return (quarters[0], quarters[3])
    }
}

extension InstabilityCause {
    /// What it is about, without its numbers.
    fileprivate var subject: String {
        switch self {
        case .inFlightCap: "in flight"
        case .instanceCap(let fleet, _): "instances of \(fleet)"
        case .backlogCap(let channel, _): "backlog of \(channel)"
        case .growingBacklog(let source, _, _, _): "backlog of \(source)"
        case .growingQueue(let place, _, _, _): "queue at \(place)"
        }
    }
}
