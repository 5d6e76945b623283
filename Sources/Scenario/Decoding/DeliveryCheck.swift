// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import SimulationKernel
import StatesLanguage

/// What a platform refuses when channels and workflows meet the fleets that they are placed beside.
struct DeliveryCheck {
    let application: Application
    let handlers: [HandlerPlacement]
    let channels: [ChannelPlacement]
    let syntax: DeploymentSyntax
    let reading: Reading

    func check() {
        for (channel, placement) in zip(application.channels, channels) where placement.channel == channel.name {
            for subscriber in channel.subscribers { checkVisibility(channel, placement, subscriber) }
            checkQueue(channel, placement)
        }
        for workflow in application.workflows { checkExpress(workflow) }
    }

    /// A mapping of a queue to a function is refused when the function may run for longer than the message is hidden
    /// (AWS Lambda Developer Guide, services-sqs-configure).
    private func checkVisibility(_ channel: Channel, _ placement: ChannelPlacement, _ subscriber: Subscriber) {
        guard placement.product.model == .sqs,
            case .function(let function, _)? = handlers.first(where: { $0.handler == subscriber.target.name })?.fleet,
            let timeout = function.timeout
        else { return }
        let visibility = placement.settings.options(for: subscriber).visibility ?? .seconds(30)
        guard timeout > visibility else { return }
        reading.report(
            .conflict(
                "function '\(function.name)' of '\(syntax.name)' may run for \(timeout.seconds.formatted) s, longer than "
                    + "queue '\(channel.name)' hides a message (\(visibility.seconds.formatted) s): AWS refuses that; say "
                    + "'visibility' of at least six times the timeout"),
            at: subscriber.target.place, path: "channels.\(channel.name)")
    }

    /// How long SQS hides, keeps and delays a message at most (Amazon SQS Developer Guide, message quotas).
    private func checkQueue(_ channel: Channel, _ placement: ChannelPlacement) {
        guard [.sqs, .sqsFIFO].contains(placement.product.model) else { return }
        let options = channel.subscribers.map { placement.settings.options(for: $0) }
        let times: [(key: String, value: SimulationDuration?, most: SimulationDuration, text: String)] = [
            ("visibility", options.compactMap(\.visibility).max(), .seconds(43_200), "12 h"),
            ("delay", options.compactMap(\.delay).max(), .seconds(900), "15 min"),
            ("keeps", placement.settings.retention, .seconds(1_209_600), "14 days"),
        ]
        for time in times where time.value ?? .zero > time.most {
            reading.report(
                .conflict(
                    "'\(time.key)' of '\(channel.name)' is at most \(time.text) at SQS (deployment '\(syntax.name)')"),
                at: channel.place, path: "channels.\(channel.name)")
        }
    }

    /// Express workflows know no jobs to wait for, no tokens and no activities (AWS Step Functions Developer Guide,
    /// choosing-workflow-type).
    private func checkExpress(_ workflow: Workflow) {
        guard case .workflow(let plan)? = handlers.first(where: { $0.handler == workflow.name })?.fleet, plan.isExpress
        else { return }
        for state in workflow.machine.allStates {
            guard case .task(let task) = state.kind else { continue }
            var isRefused = task.resource.pattern != .requestResponse
            if case .activity = task.resource { isRefused = true }
            guard isRefused else { continue }
            reading.report(
                .conflict(
                    "state '\(state.name)' of workflow '\(workflow.name)' waits for a job or a token, which Express "
                        + "workflows cannot (deployment '\(syntax.name)')"),
                at: workflow.place, path: "workflows.\(workflow.name)")
        }
    }
}
