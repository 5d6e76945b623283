// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
import SimulationKernel

/// Turns channels, as products, into what a plan says of them.
struct ChannelCompiler {
    let deployment: Deployment
    let parts: PartIndex
    let handlers: [HandlerPlan]
    let workflows: [WorkflowPlan]

    /// The channels of the scenario, then one for the asynchronous invocations of each handler and workflow.
    func channels() -> [ChannelPlan] {
        zip(deployment.application.channels, deployment.channels).map { channel, placement in
            var plan = plan(of: channel, as: placement.settings)
            plan.isOutsideNetwork = placement.product.model.isOutsideNetwork
            return plan
        }
            + parts.invocable.indices.map { asynchronous($0) }
    }

    private func plan(of channel: Channel, as settings: ChannelSettings) -> ChannelPlan {
        var plan = ChannelPlan(name: channel.name)
        plan.ingress = settings.ingress
        plan.messageBytes = channel.messageBytes
        plan.key = channel.key
        plan.poisonShare = channel.poisonShare
        plan.duplicateShare = channel.duplicateShare
        plan.retention = settings.retention
        plan.subscriptions = channel.subscribers.compactMap { subscriber in
            subscription(of: subscriber, to: channel.name, settings, settings.options(for: subscriber))
        }
        if plan.subscriptions.isEmpty {
            // Nobody takes its messages: they are kept until they are too old.
            plan.subscriptions = [
                SubscriptionPlan(name: channel.name, target: .nobody, consumption: .push(PushPlan(failureDelays: [])))
            ]
        }
        return plan
    }

    private func asynchronous(_ handler: Int) -> ChannelPlan {
        let name = parts.invocable[handler]
        let settings = parts.placements[handler].asynchronous ?? ChannelSettings(style: .direct)
        var plan = ChannelPlan(name: "\(name) (asynchronous)")
        plan.isImplicit = true
        plan.isOutsideNetwork = handlers[handler].fleet.isOutsideNetwork
        let own = deployment.application.handlers.named(name)?.asynchronous ?? DeliveryOptions()
        let subscriber = Subscriber(
            target: Reference(name, at: deployment.application.place(of: name)), filterShare: 1, options: own)
        plan.subscriptions = subscription(
            of: subscriber, to: plan.name, settings, settings.options(for: subscriber)
        ).map { [$0] } ?? []
        return plan
    }

    private func subscription(
        of subscriber: Subscriber, to channel: String, _ settings: ChannelSettings, _ options: DeliveryOptions
    ) -> SubscriptionPlan? {
        let target: SubscriptionTarget
        if let handler = parts.handler(subscriber.target.name) {
            target = .handler(handler)
        } else if let next = parts.channel(subscriber.target.name) {
            target = .channel(next)
        } else {
            return nil
        }
        var plan = SubscriptionPlan(
            name: "\(channel) → \(subscriber.target.name)", target: target,
            consumption: consumption(settings, options, target))
        plan.filterShare = subscriber.filterShare
        plan.latency = Draw(settings.latency, stream: "channels.\(channel).\(subscriber.target.name).latency")
        plan.delay = options.delay ?? .zero
        plan.batch = BatchPlan(size: options.batch ?? 1, window: options.window ?? .zero)
        plan.reportsFailures = options.reportsFailures ?? false
        plan.deadLetter = options.failedTo.flatMap { parts.channel($0.name) }
        plan.onSuccess = options.succeededTo.flatMap { parts.channel($0.name) }
        return plan
    }

    private func consumption(
        _ settings: ChannelSettings, _ options: DeliveryOptions, _ target: SubscriptionTarget
    ) -> Consumption {
        switch settings.style {
        case .push(let functionDelays, let otherDelays):
            return .push(push(options, target, functionDelays: functionDelays, otherDelays: otherDelays))
        case .poll(let pollers, let workers, let pause, let inFlight):
            var poll = PollPlan(pollers: pollers, visibility: options.visibility ?? .seconds(30))
            poll.maximumReceives = options.failedTo == nil ? nil : options.attempts ?? nil
            poll.throttlePause = pause
            poll.inFlightLimit = inFlight
            if isOnService(target) {
                poll.pollers = .perTask(workers)
            } else if let paid = settings.paidPollers {
                // Each invokes up to ten times at once (AWS Lambda Developer Guide, services-sqs-scaling).
                let most = min(10 * paid, options.atOnce ?? .max)
                poll.paidPollers = paid
                poll.pollers = .scaled(initial: most, perMinute: 0, maximum: most, shrinksOnFailure: false)
            } else if case .scaled(let initial, let perMinute, let maximum, let shrinks) = pollers {
                let most = min(maximum, options.atOnce ?? maximum)
                poll.pollers = .scaled(
                    initial: min(initial, most), perMinute: perMinute, maximum: most,
                    shrinksOnFailure: shrinks && options.reportsFailures != true && options.atOnce == nil)
            }
            return .poll(poll)
        case .lanes(let count, let rest, let restCap, let mixes):
            var lanes = LanePlan(
                lanes: count, attempts: options.attempts ?? nil, maximumAge: options.maximumAge ?? nil, retryBase: rest,
                retryCap: restCap, bisects: options.bisects ?? false)
            lanes.atOnce = options.atOnce
            lanes.mixesLanes = mixes
            return .lanes(lanes)
        }
    }

    private func push(
        _ options: DeliveryOptions, _ target: SubscriptionTarget, functionDelays: [SimulationDuration],
        otherDelays: [SimulationDuration]
    ) -> PushPlan {
        var delays = isOnFunction(target) ? functionDelays : otherDelays
        if let attempts = options.attempts ?? nil {
            let wanted = max(0, attempts - 1)
            while delays.count < wanted, let last = delays.last { delays.append(last) }
            delays = Array(delays.prefix(wanted))
        }
        let workflow = workflow(target)
        if workflow != nil { delays = [] }
        var push = PushPlan(failureDelays: delays, maximumAge: options.maximumAge ?? nil)
        // Starts beyond the executions that may be open wait in line for one to end.
        push.atOnce = [options.atOnce, workflow?.openLimit].compactMap { $0 }.min()
        return push
    }

    private func fleet(_ target: SubscriptionTarget) -> FleetReference? {
        guard case .handler(let handler) = target else { return nil }
        return handlers[handler].fleet
    }

    private func isOnFunction(_ target: SubscriptionTarget) -> Bool {
        if case .function = fleet(target) { true } else { false }
    }

    private func isOnService(_ target: SubscriptionTarget) -> Bool {
        if case .service = fleet(target) { true } else { false }
    }

    private func workflow(_ target: SubscriptionTarget) -> WorkflowPlan? {
        if case .workflow(let workflow) = fleet(target) { workflows[workflow] } else { nil }
    }
}
