// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import StatesLanguage

/// Looks up every name that one part of an application uses for another.
struct ReferenceCheck {
    let application: Application
    let reading: Reading

    func check(traffic: [TrafficSource], incidents: [Incident]) {
        for door in application.doors { check(door) }
        for handler in application.handlers {
            check(handler.steps, path: "handlers.\(handler.name).steps")
            check(handler.asynchronous, path: "handlers.\(handler.name).asynchronous")
        }
        for workflow in application.workflows { check(workflow) }
        for channel in application.channels { check(channel) }
        for incident in incidents { check(incident) }
        for source in traffic {
            for target in source.targets { check(target, source: source.name) }
        }
        // What has mistakes may have meant something else.
        guard !reading.diagnostics.hasErrors else { return }
        for cycle in Reachability(application: application, traffic: traffic).undelayedCycles {
            reading.report(
                .conflict("work goes round in a circle without an end: \(cycle.joined(separator: " → "))"),
                at: application.parts(named: cycle[0]).first?.place ?? application.place(of: cycle[0]), path: cycle[0])
        }
    }

    private func check(_ door: Door) {
        let known = application.invocable + application.channels.map(\.name)
        for route in door.routes { require(route, "handler", known, path: "doors.\(door.name).routes") }
        if case .handler(let reference, _) = door.authorizer {
            let path = "doors.\(door.name).authorizer.handler"
            require(reference, "handler", application.handlers.map(\.name), path: path)
        }
    }

    private func check(_ steps: [Step], path: String) {
        for call in Step.calls(in: steps) {
            let known =
                switch call.verb.role {
                case .channel: application.channels.map(\.name)
                case .handler, .workflow, .door: application.invocable
                case .backend: application.backends.map(\.name)
                }
            let kind =
                switch call.verb.role {
                case .channel: "channel"
                case .handler, .workflow, .door: "handler or workflow"
                case .backend: "backend"
                }
            require(call.target, kind, known, path: path)
        }
    }

    private func check(_ workflow: Workflow) {
        let known = application.invocable + application.backends.map(\.name) + application.channels.map(\.name)
        let path = "workflows.\(workflow.name)"
        for (_, task) in workflow.tasks.sorted(by: { $0.key < $1.key }) {
            switch task {
            case .part(let reference): require(reference, "part", known, path: "\(path).tasks")
            case .steps(let steps): check(steps, path: "\(path).tasks")
            }
        }
        for state in workflow.machine.allStates {
            guard case .task(let task) = state.kind, workflow.tasks[state.name] == nil else { continue }
            guard workflow.part(for: state, task, isKnown: known.contains) == nil else { continue }
            if reading.broken.contains(task.resource.name ?? "") { continue }
            if let name = task.resource.name, isSlip(name, of: known, task) {
                reading.unknown(
                    "part for task '\(state.name)'", name, known: known, at: task.resourcePlace, path: path)
                continue
            }
            switch task.resource {
            case .function, .execution, .activity, .placeholder, .named:
                reading.report(
                    .conflict(
                        "what does task '\(state.name)' do? Say 'tasks: { \(state.name): … }' with a handler or steps"),
                    at: workflow.place, path: path)
            case .service, .sdk, .other:
                reading.warn(
                    "task '\(state.name)' costs a transition and takes no time of its own",
                    hint: "say 'tasks: { \(state.name): { steps: [ wait: … ] } }' if it does", at: workflow.place,
                    path: path)
            }
        }
    }

    /// Whether a definition means a part by a name that is none: any bare name does, others where one is near.
    private func isSlip(_ name: String, of known: [String], _ task: TaskState) -> Bool {
        if case .named = task.resource { return true }
        return NearestName.of(name, among: known) != nil || NearestName.of(Workflow.kebab(name), among: known) != nil
    }

    private func check(_ channel: Channel) {
        let path = "channels.\(channel.name)"
        if let source = channel.source {
            let fitting = application.backends.filter { $0.kind == channel.kind.sourceKind }.map(\.name)
            require(source, channel.kind.sourceKind?.rawValue ?? "backend", fitting, path: "\(path).of")
        }
        let known = application.invocable + application.channels.map(\.name)
        for subscriber in channel.subscribers {
            require(subscriber.target, "handler, workflow or channel", known, path: "\(path).to")
            check(subscriber.options, path: path)
            if let failed = subscriber.options.failedTo, failed.name == channel.name {
                reading.report(
                    .conflict("'\(channel.name)' cannot keep its own dead letters: they would come again for ever"),
                    at: failed.place, path: path)
            }
        }
    }

    private func check(_ options: DeliveryOptions, path: String) {
        let channels = application.channels.map(\.name)
        for reference in [options.failedTo, options.succeededTo].compactMap(\.self) {
            require(reference, "channel", channels, path: path)
        }
    }

    private func check(_ incident: Incident) {
        let roles = incident.kind.roles
        var known: [String] = []
        if roles.contains(.backend) { known += application.backends.map(\.name) }
        if roles.contains(.handler) { known += application.handlers.map(\.name) }
        if roles.contains(.channel) { known += application.channels.map(\.name) }
        let kind = roles.map(\.rawValue).sorted().joined(separator: " or ")
        let path = "incidents.\(incident.number)"
        require(incident.subject, kind, known, path: path)
        if case .redrive(let target, _) = incident.kind {
            require(target, "channel", application.channels.map(\.name), path: path)
            if target.name == incident.subject.name {
                reading.report(
                    .conflict("'\(target.name)' cannot take its own messages back: say the channel they came from"),
                    at: target.place, path: path)
            }
        }
    }

    private func require(_ reference: Reference, _ kind: String, _ known: [String], path: String) {
        guard !known.contains(reference.name), !reading.broken.contains(reference.name) else { return }
        reading.unknown(kind, reference.name, known: known, at: reference.place, path: path)
    }

    private func check(_ target: TrafficTarget, source: String) {
        switch application.route(of: target) {
        case .found: break
        case .unknown(let kind, let reference, let known):
            guard !reading.broken.contains(reference.name) else { return }
            reading.unknown(kind, reference.name, known: known, at: reference.place, path: "traffic.\(source).to")
        case .ambiguous(let reference, let routes):
            reading.report(
                .conflict("door '\(reference.name)' has several routes: write \(routes.joined(separator: " or "))"),
                at: reference.place, path: "traffic.\(source).to")
        }
    }
}
