// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// The states of channels, subscriptions and workflows.
extension Assembly {
    mutating func channel(_ channel: ChannelPlan, firstSubscription: Int) -> ChannelState {
        ChannelState(
            plan: channel, firstSubscription: firstSubscription, messageBytes: index(of: channel.messageBytes),
            popularity: channel.key.map { ZipfSampler(exponent: $0.exponent, count: $0.count) },
            keyStream: key(channel.key?.stream ?? "\(channel.name)/key"), poisonKey: key("\(channel.name)/poison"),
            duplicateKey: key("\(channel.name)/duplicate"), ingress: channel.ingress.map { Ingress($0) },
            seen: ChannelObservation(name: channel.name))
    }

    mutating func subscription(_ subscription: SubscriptionPlan, of channel: Int) -> SubscriptionState {
        var lanes: [Lane] = []
        var visibility: DeadlineQueue?
        var pollers = Int.max
        switch subscription.consumption {
        case .push: break
        case .lanes(let plan): lanes = Array(repeating: Lane(), count: plan.lanes)
        case .poll(let poll):
            visibility = DeadlineQueue(wait: poll.visibility)
            if case .scaled(let initial, _, _, _) = poll.pollers { pollers = initial }
        }
        return SubscriptionState(
            plan: subscription, channel: channel, latency: index(of: subscription.latency),
            filterKey: key("\(subscription.stream)/filter"), lanes: lanes,
            keys: keyCourse(of: subscription, channel), pollers: pollers, visibility: visibility,
            busy: level(), backlog: level(), seen: SubscriptionObservation(name: subscription.name))
    }

    /// Beyond a million keys nobody follows them.
    private func keyCourse(of subscription: SubscriptionPlan, _ channel: Int) -> KeyCourse? {
        guard case .handler = subscription.target, let keys = plan.channels[channel].key, keys.count <= 1_000_000
        else { return nil }
        return KeyCourse(keys: keys.count)
    }

    mutating func workflow(_ workflow: WorkflowPlan) -> WorkflowFleet {
        WorkflowFleet(
            plan: workflow, latency: index(of: workflow.transitionLatency),
            startLimit: workflow.startLimit.map { TokenBucket($0) },
            transitionLimit: workflow.transitionLimit.map { TokenBucket($0) },
            deadlines: workflow.timeout.map { DeadlineQueue(wait: $0) }, open: level(limit: workflow.openLimit),
            seen: WorkflowObservation(name: workflow.name))
    }

    /// The subscriptions, as they are numbered over all channels, that a backend's contents follow from.
    func projections(of backend: Int) -> [Int] {
        plan.channels.flatMap { channel in channel.subscriptions.map { (channel.key, $0) } }.enumerated()
            .filter { $1.1.projects == backend && ($1.0?.count ?? .max) <= 1_000_000 }.map(\.offset)
    }

    func codeChanges() -> [CodeChangeState] {
        plan.incidents.enumerated().compactMap { number, incident in
            guard case .deploy(_, let share, let change?) = incident.effect else { return nil }
            return CodeChangeState(
                incident: number, plan: change, share: share, shareKey: key("\(change.stream)/share"),
                failureKey: key("\(change.stream)/failing"))
        }
    }

    /// Subscriptions whose pollers are the tasks of a service.
    func subscriptions(polledBy service: Int) -> [Int] {
        plan.channels.flatMap(\.subscriptions).enumerated().compactMap { number, subscription in
            guard case .poll(let poll) = subscription.consumption, case .perTask = poll.pollers,
                  case .handler(let handler) = subscription.target,
                  plan.handlers[handler].fleet == .service(service) else { return nil }
            return number
        }
    }
}
