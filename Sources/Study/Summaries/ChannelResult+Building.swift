// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// What one replication contributes to the times of a subscription.
struct MessageSections: Sendable {
    var waits: LatencySection
    var ages: LatencySection
    var endToEnd: LatencySection

    init(_ seen: SubscriptionObservation) {
        waits = LatencySection(seen.waits)
        ages = LatencySection(seen.ages)
        endToEnd = LatencySection(seen.endToEnd)
    }
}

extension DeploymentFold {
    /// All channels of the scenario, and of those that it does not name the ones that were used.
    func channelResults() -> [ChannelResult] {
        guard let pool else { return [] }
        return pool.channels.indices.compactMap { index in
            let all = pool.channels[index]
            guard !subject.plan.channels[index].isImplicit || all.published + all.refused > 0 else { return nil }
            return ChannelResult(
                name: all.name,
                published: monthly { $0.channels[index].published },
                fed: monthly { $0.channels[index].fed },
                refused: monthly { $0.channels[index].refused },
                refusedShare: share {
                    let channel = $0.channels[index]
                    return (channel.refused, channel.refused + channel.published - channel.fed)
                },
                subscriptions: all.subscriptions.indices.map { subscriptionResult(index, $0, of: pool) })
        }
    }

    private func subscriptionResult(_ channel: Int, _ index: Int, of pool: Observation) -> SubscriptionResult {
        let all = pool.channels[channel].subscriptions[index]
        func month(_ count: @escaping (SubscriptionObservation) -> UInt64) -> Estimate {
            monthly { count($0.channels[channel].subscriptions[index]) }
        }
        func times(_ pooled: LogHistogram, _ section: (MessageSections) -> LatencySection) -> LatencySummary {
            LatencySummary(
                pooled: pooled, sections: records.map { section($0.messageTimes[channel][index]) },
                weight: design.greatestWeight, points: 0)
        }
        let target: String? =
            switch subject.plan.channels[channel].subscriptions[index].target {
            case .handler(let handler): subject.plan.handlers[handler].name
            case .channel(let next): subject.plan.channels[next].name
            case .nobody: nil
            }
        return SubscriptionResult(
            name: all.name, target: target, arrived: month(\.arrived), filtered: month(\.filtered),
            processed: month(\.processed),
            donePerSecond: estimate { record in
                let seen = record.observation.channels[channel].subscriptions[index]
                let seconds = record.observation.window.seconds
                return seconds > 0 ? Double(seen.processed + seen.forwarded) / seconds : 0
            },
            forwarded: month(\.forwarded), deadLettered: month(\.deadLettered),
            deadUnprocessed: month(\.deadUnprocessed), lost: month(\.lost), duplicates: month(\.duplicates),
            outOfOrder: month(\.outOfOrder),
            deliveries: month(\.deliveries),
            failedDeliveries: month(\.failedDeliveries), refusedDeliveries: month(\.refusedDeliveries),
            redeliveries: month(\.redelivered), reappeared: month(\.reappeared),
            backlog: level { $0.channels[channel].subscriptions[index].backlog },
            finalBacklog: estimate { Double($0.observation.channels[channel].subscriptions[index].backlog.final) },
            busy: level { $0.channels[channel].subscriptions[index].busy },
            waits: times(all.waits, \.waits), ages: times(all.ages, \.ages),
            endToEnd: times(all.endToEnd, \.endToEnd))
    }

    func workflowResults() -> [WorkflowResult] {
        guard let pool else { return [] }
        return pool.workflows.indices.map { index in
            let all = pool.workflows[index]
            func month(_ count: @escaping (WorkflowObservation) -> UInt64) -> Estimate {
                monthly { count($0.workflows[index]) }
            }
            return WorkflowResult(
                name: all.name, started: month(\.started), refused: month(\.refused), succeeded: month(\.succeeded),
                failed: month(\.failed), timedOut: month(\.timedOut), historyFull: month(\.historyFull),
                transitions: month(\.transitions),
                transitionsPerExecution: all.started == 0 ? nil : ReplicationInterval.ratio(records.map {
                    let seen = $0.observation.workflows[index]
                    return (Double(seen.transitions), Double(seen.started))
                }),
                delayedTransitions: month(\.delayedTransitions),
                durations: LatencySummary(
                    pooled: all.durations, sections: records.map { $0.workflowTimes[index] },
                    weight: design.greatestWeight, points: 0),
                open: level { $0.workflows[index].open })
        }
    }
}
