// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import PlatformModels
import Sampling
import StatesLanguage

/// Compares what is sent, answered, published and written with what the products of a deployment take at once.
///
/// What they refuse is not simulated: where it is more than one in a thousand, the deployment is a mistake, since a
/// forecast of it would be one of something that cannot run; where it is less, there is a warning.
struct PayloadCheck {
    let deployment: Deployment
    let reading: Reading

    private var application: Application { deployment.application }

    private enum Bound {
        /// The share that a deployment may lose to a limit and still be simulated.
        static let mistake = 0.001
        /// Shares that no month will show.
        static let negligible = 1e-9
    }

    /// Bytes on their way, and who sent them.
    private struct Payload {
        let bytes: Distribution
        let sender: String
        let place: SourcePlace
        let path: String
    }

    func check(_ traffic: [TrafficSource]) {
        for source in traffic {
            guard let size = source.size else { continue }
            for target in source.targets {
                let payload = Payload(
                    bytes: size.distribution, sender: source.name, place: target.handler.place,
                    path: "traffic.\(source.name).size")
                check(payload, requestTo: target)
            }
        }
        let further = Set(deployment.splits.flatMap(\.others))
        for handler in application.handlers where !further.contains(handler.name) {
            let path = "handlers.\(handler.name).steps"
            for call in Step.calls(in: handler.steps) { check(call, by: handler.name, path: path) }
            for payload in answers(of: handler) { check(payload, answeredBy: handler.name) }
        }
        for workflow in application.workflows { check(workflow) }
    }

    private func check(_ payload: Payload, requestTo target: TrafficTarget) {
        guard case .found(let door, let entry) = application.route(of: target) else { return }
        let limits = door.flatMap { index in
            deployment.doors.first { $0.door == application.doors[index].name }?.payload
        }
        compare(payload, with: limits, .request)
        switch entry {
        case .handler(let index):
            let name = application.invocable[index]
            if isFunction(name) { compare(payload, with: limits, .functionRequest) }
            for member in members(of: name) { compare(payload, with: member.payload, .request) }
        case .channel(let name): check(payload, publishedTo: name)
        case .backend(let name): compare(payload, with: store(name), .item)
        }
    }

    private func check(_ call: CallStep, by sender: String, path: String) {
        guard let bytes = call.bytes?.distribution else { return }
        let payload = Payload(bytes: bytes, sender: sender, place: call.target.place, path: path)
        switch call.verb.role {
        case .channel: check(payload, publishedTo: call.target.name)
        case .backend where call.verb.isWrite: compare(payload, with: store(call.target.name), .item)
        case .backend: break
        case .handler, .workflow, .door:
            for member in members(of: call.target.name) {
                compare(payload, with: member.payload, call.isAsynchronous && !member.isWorkflow ? .event : .request)
            }
        }
    }

    /// A message, which all take that the channel leads to.
    private func check(_ payload: Payload, publishedTo channel: String) {
        var waiting = [channel], seen: Set = [channel]
        while let name = waiting.popLast() {
            guard let placement = deployment.channels.first(where: { $0.channel == name }) else { continue }
            compare(payload, with: placement.payload, .message)
            for target in (application.channels.named(name)?.subscribers ?? []).map(\.target.name) {
                for member in members(of: target) {
                    compare(payload, with: member.payload, placement.isPushed && !member.isWorkflow ? .event : .request)
                }
                if seen.insert(target).inserted { waiting.append(target) }
            }
        }
    }

    private func answers(of handler: Handler) -> [Payload] {
        Step.answers(in: handler.steps).map { size in
            Payload(
                bytes: size.distribution, sender: handler.name, place: handler.place,
                path: "handlers.\(handler.name).steps")
        }
    }

    private func check(_ payload: Payload, answeredBy handler: String) {
        for member in members(of: handler) { compare(payload, with: member.payload, .answer) }
        for (door, placement) in zip(application.doors, deployment.doors)
        where door.routes.contains(where: { $0.name == handler }) {
            compare(payload, with: placement.payload, .answer)
            if isFunction(handler) { compare(payload, with: placement.payload, .functionAnswer) }
        }
    }

    /// What its tasks answer becomes the state of an execution.
    private func check(_ workflow: Workflow) {
        guard let placement = members(of: workflow.name).first else { return }
        let known = Set(application.names)
        for task in workflow.work(isKnown: known.contains) {
            switch task {
            case .steps(let steps):
                let path = "workflows.\(workflow.name).tasks"
                for call in Step.calls(in: steps) { check(call, by: workflow.name, path: path) }
            case .part(let part):
                guard let handler = application.handlers.named(part.name) else { continue }
                for payload in answers(of: handler) { compare(payload, with: placement.payload, .answer) }
            }
        }
    }

    private func compare(_ payload: Payload, with limits: PayloadLimits?, _ kind: PayloadKind) {
        guard let limits, let limit = limits[kind] else { return }
        let share = 1 - payload.bytes.cdf(limit.bytes)
        guard share > Bound.negligible else { return }
        let percent = Double(String(format: "%.2g", share * 100)) ?? share * 100
        let those = share > 0.9995 ? "those" : "\(percent.written) % of those"
        let fault = Fault.custom(
            what: "\(limits.product) takes \(kind.title) of at most \(limit.text): \(those) from '\(payload.sender)' "
                + "are larger (deployment '\(deployment.name)')",
            hint: "keep what is large in a store and pass on where it is, or say '\(kind.rawValue)' "
                + "if yours takes more")
        if share > Bound.mistake {
            reading.diagnostics.error(fault, at: payload.place, path: payload.path)
        } else {
            reading.diagnostics.warning(fault, at: payload.place, path: payload.path)
        }
    }

    /// Where a handler or workflow runs; several places for one that products share.
    private func members(of name: String) -> [HandlerPlacement] {
        let others = deployment.splits.first { $0.handler == name }?.others ?? []
        return deployment.handlers.filter { $0.handler == name || others.contains($0.handler) }
    }

    private func isFunction(_ name: String) -> Bool {
        members(of: name).contains { if case .function = $0.fleet { true } else { false } }
    }

    private func store(_ name: String) -> PayloadLimits? {
        deployment.backends.first { $0.backend == name }?.payload
    }
}

extension HandlerPlacement {
    fileprivate var isWorkflow: Bool { if case .workflow = fleet { true } else { false } }
}

extension ChannelPlacement {
    fileprivate var isPushed: Bool { if case .push = settings.style { true } else { false } }
}

extension Step {
    /// Sizes of the answers that these steps can give, in the order of the file.
    fileprivate static func answers(in steps: [Step]) -> [Draw] {
        steps.flatMap { step -> [Draw] in
            if case .respond(let size) = step { return [size] }
            return step.inner.flatMap { answers(in: $0) }
        }
    }
}
