// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// The messages that one handler or workflow gets, over all its subscriptions.
struct MessageScope: Sendable {
    struct Place: Sendable, Hashable {
        var channel: Int
        var subscription: Int
    }

    var handler: String
    var places: [Place]
    /// Dead-letter channels that something takes messages back from.
    private let redriven: Set<Int>

    /// One for each handler and workflow that channels feed, in the order of the plan.
    static func scopes(of plan: Plan) -> [MessageScope] {
        var redriven: Set<Int> = []
        for case .redrive(let grave, _, _) in plan.incidents.map(\.effect) { redriven.insert(grave) }
        return plan.handlers.indices.compactMap { handler in
            let places = plan.channels.indices.flatMap { channel in
                plan.channels[channel].subscriptions.indices
                    .filter { plan.channels[channel].subscriptions[$0].target == .handler(handler) }
                    .map { Place(channel: channel, subscription: $0) }
            }
            return places.isEmpty
                ? nil : MessageScope(handler: plan.handlers[handler].name, places: places, redriven: redriven)
        }
    }

    /// What became of the messages. A dead letter is lost, unless it was taken back from the channel that it went to:
    /// of several subscriptions that share one, each has its part of what was taken back.
    func counts(in observation: Observation, of plan: Plan) -> MessageCounts {
        var counts = MessageCounts()
        for place in places {
            let seen = observation.channels[place.channel].subscriptions[place.subscription]
            counts.arrived += seen.arrived
            counts.processed += seen.processed
            counts.lost += seen.lost
            counts.deadLettered += seen.deadLettered
            guard let grave = plan.channels[place.channel].subscriptions[place.subscription].deadLetter,
                  redriven.contains(grave), let kept = observation.channels[grave].subscriptions.first else { continue }
            let all = Self.deadLetters(to: grave, in: observation, of: plan)
            guard all > 0 else { continue }
            let share = Double(kept.forwarded) * Double(seen.deadLettered) / Double(all)
            counts.redriven += min(seen.deadLettered, UInt64(share.rounded()))
        }
        return counts
    }

    private static func deadLetters(to grave: Int, in observation: Observation, of plan: Plan) -> UInt64 {
        zip(plan.channels, observation.channels).reduce(0) { sum, channel in
            zip(channel.0.subscriptions, channel.1.subscriptions).reduce(sum) {
                $1.0.deadLetter == grave ? $0 + $1.1.deadLettered : $0
            }
        }
    }

    func ages(in observation: Observation) -> LogHistogram {
        places.reduce(into: LogHistogram()) {
            $0.merge(observation.channels[$1.channel].subscriptions[$1.subscription].ages)
        }
    }

    func unfinished(in observation: Observation) -> Unfinished {
        places.reduce(into: Unfinished()) {
            $0.add(observation.channels[$1.channel].subscriptions[$1.subscription].unfinished)
        }
    }
}

/// How many messages ended how.
struct MessageCounts: Sendable, Equatable {
    var arrived: UInt64 = 0
    var processed: UInt64 = 0
    var lost: UInt64 = 0
    var deadLettered: UInt64 = 0
    /// Dead letters that were taken back; they arrive a second time.
    var redriven: UInt64 = 0

    static func += (sum: inout Self, other: Self) {
        sum.arrived += other.arrived
        sum.processed += other.processed
        sum.lost += other.lost
        sum.deadLettered += other.deadLettered
        sum.redriven += other.redriven
    }

    /// Nobody will process them.
    var gone: UInt64 { lost + deadLettered - redriven }
    /// Messages with an outcome.
    var ended: UInt64 { processed + gone }
}
