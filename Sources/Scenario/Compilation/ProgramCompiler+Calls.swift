// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling

extension ProgramCompiler {
    /// The call with what its target's product adds; nil for a target that there is not, which reading has refused.
    func plan(of call: CallStep) -> CallPlan? {
        var plan: CallPlan
        switch call.verb.role {
        case .backend:
            guard let found = backendCall(call) else { return nil }
            plan = found
        case .channel:
            guard let channel = parts.channel(call.target.name) else { return nil }
            plan = publication(call, to: channel, parts.channels[channel].settings)
        case .handler, .workflow, .door:
            guard let handler = parts.handler(call.target.name) else { return nil }
            guard call.isAsynchronous else {
                plan = CallPlan(.handler(handler), latency: nil, stream: call.stream, bytes: call.bytes)
                plan.retry = call.retry ?? .never
                break
            }
            let settings = parts.placements[handler].asynchronous ?? ChannelSettings(style: .direct)
            plan = publication(call, to: parts.asynchronousChannel(of: handler), settings)
        }
        plan.timeout = call.timeout
        plan.retry.stream = plan.retry.attempts > 1 ? "\(call.stream).retry" : ""
        plan.failureIsIgnored = call.ignoresFailure
        plan.cache = call.cache
        plan.breaker = call.breaker
        plan.hedge = call.hedge
        plan.adaptiveThrottle = call.adaptiveThrottle
        return plan
    }

    private func backendCall(_ call: CallStep) -> CallPlan? {
        guard let index = parts.backend(call.target.name) else { return nil }
        let backend = parts.backends[index]
        let consistency = call.consistency ?? backend.consistency
        let operation: BackendOperation =
            if call.verb == .delete { .delete(transactional: call.consistency == .transactional) }
            else if call.verb.isWrite { .write(transactional: call.consistency == .transactional) }
            else if call.verb.isRead { .read(consistency) } else { .call }
        var plan = CallPlan(
            .backend(index), operation: operation,
            latency: Draw(backend.latency(of: call.verb), stream: "\(call.stream).latency"), stream: call.stream,
            bytes: call.bytes, retry: call.retry ?? backend.retry)
        plan.eachWay = backend.eachWay.map { Draw($0, stream: "\(call.stream).way") }
        return plan
    }

    private func publication(_ call: CallStep, to channel: Int, _ settings: ChannelSettings) -> CallPlan {
        CallPlan(
            .channel(channel), latency: Draw(settings.publishLatency, stream: "\(call.stream).latency"),
            stream: call.stream, bytes: call.bytes, retry: call.retry ?? settings.retry)
    }
}
