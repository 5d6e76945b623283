// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

extension PlanCompiler {
    /// A handler that gets keyed messages and writes to a backend that others read makes a projection: what they read
    /// is stale until their key's messages have been processed.
    mutating func addProjections() {
        let handlers = deployment.application.handlers
        let calls = handlers.map { Step.calls(in: $0.steps) }
        for channel in plan.channels.indices where plan.channels[channel].key != nil {
            for subscription in plan.channels[channel].subscriptions.indices {
                guard case .handler(let handler) = plan.channels[channel].subscriptions[subscription].target,
                    handlers.indices.contains(handler)
                else { continue }
                let written = calls[handler].first { call in
                    call.verb.isWrite && handlers.indices.contains { other in
                        other != handler
                            && calls[other].contains { $0.verb.isRead && $0.target.name == call.target.name }
                    }
                }
                plan.channels[channel].subscriptions[subscription].projects = written
                    .flatMap { parts.backend($0.target.name) }
            }
        }
    }
}
