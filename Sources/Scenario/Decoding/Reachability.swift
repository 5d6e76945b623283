// SPDX-License-Identifier: GPL-3.0-or-later
import StatesLanguage

/// What sets off what in an application: which parts traffic reaches, and where work goes round in a circle.
struct Reachability {
    /// Names of the parts that some traffic reaches.
    private(set) var parts: Set<String> = []
    private let application: Application

    init(application: Application, traffic: [TrafficSource]) {
        self.application = application
        for source in traffic {
            for target in source.targets {
                switch application.route(of: target) {
                case .found(_, .handler(let handler)): visit(application.invocable[handler])
                case .found(_, .channel(let name)), .found(_, .backend(let name)): visit(name)
                case .unknown, .ambiguous: break
                }
            }
        }
        for channel in application.channels where channel.kind == .schedule { visit(channel.name) }
        for case .handler(let reference, _) in application.doors.map(\.authorizer) { visit(reference.name) }
    }

    private mutating func visit(_ name: String) {
        var waiting = [name]
        while let next = waiting.popLast() {
            if parts.insert(next).inserted { waiting += successors(of: next) }
        }
    }

    /// Parts that a part sets off.
    private func successors(of name: String) -> [String] {
        if let handler = application.handlers.named(name) {
            return successors(of: handler.steps) + targets(of: handler.asynchronous)
        }
        if let workflow = application.workflows.named(name) { return successors(of: workflow) }
        if let channel = application.channels.named(name) {
            return channel.subscribers.flatMap { [$0.target.name] + targets(of: $0.options) }
        }
        return application.channels.filter { $0.source?.name == name }.map(\.name)
    }

    private func successors(of steps: [Step]) -> [String] {
        Step.calls(in: steps).flatMap { call -> [String] in
            // Only a write changes what a table's stream carries.
            call.verb.role == .backend && !call.verb.isWrite ? [] : [call.target.name]
        }
    }

    private func successors(of workflow: Workflow) -> [String] {
        let known = Set(application.names)
        return workflow.work(isKnown: known.contains).flatMap { task in
            switch task {
            case .steps(let steps): successors(of: steps)
            case .part(let part): [part.name]
            }
        }
    }

    private func targets(of options: DeliveryOptions) -> [String] {
        [options.failedTo, options.succeededTo].compactMap { $0?.name }
    }

    /// Circles in which each part sets off the next for certain and at once: neither chance nor a delay ends them.
    var undelayedCycles: [[String]] {
        Circle.all(among: application.names, successors: certainSuccessors)
    }

    private func certainSuccessors(of name: String) -> [String] {
        if let handler = application.handlers.named(name) {
            return Step.certainCalls(in: handler.steps).compactMap { call in
                call.verb.role == .backend && !call.verb.isWrite ? nil : call.target.name
            }
        }
        if let channel = application.channels.named(name) {
            return channel.subscribers.compactMap { subscriber in
                let isCertain = subscriber.filterShare >= 1 && (subscriber.options.delay ?? .zero) == .zero
                return isCertain ? subscriber.target.name : nil
            }
        }
        if let workflow = application.workflows.named(name) { return certainSuccessors(of: workflow) }
        return application.channels.filter { $0.source?.name == name }.map(\.name)
    }

    /// What the tasks set off that every execution comes to. Behind a Wait only what is waited for counts: an execution
    /// that starts another one later, and ends, goes on for ever at a pace of its own.
    private func certainSuccessors(of workflow: Workflow) -> [String] {
        let known = Set(application.names)
        return workflow.machine.certainTasks.flatMap { state, task, isDelayed -> [String] in
            if case .steps(let steps)? = workflow.tasks[state.name] {
                return Step.certainCalls(in: steps).compactMap { call in
                    call.verb.role == .backend && !call.verb.isWrite ? nil : call.target.name
                }
            }
            guard let part = workflow.part(for: state, task, isKnown: known.contains) else { return [] }
            var leavesAlone = !application.invocable.contains(part.name)
            if case .execution(_, .requestResponse) = task.resource { leavesAlone = true }
            return isDelayed && leavesAlone ? [] : [part.name]
        }
    }
}

extension StateMachine {
    /// The tasks that every execution comes to if nothing fails, and whether a Wait stands before them.
    fileprivate var certainTasks: [(state: State, task: TaskState, isDelayed: Bool)] {
        var found: [(State, TaskState, Bool)] = []
        var isDelayed = false, next: String? = startAt
        var seen: Set<String> = []
        while let name = next, seen.insert(name).inserted, let state = states.first(where: { $0.name == name }) {
            switch state.kind {
            case .task(let task): found.append((state, task, isDelayed))
            case .wait: isDelayed = true
            case .parallel, .map: found += state.machines.flatMap(\.certainTasks).map { ($0, $1, $2 || isDelayed) }
            case .pass: break
            case .choice, .succeed, .fail: return found
            }
            next = if case .next(let following) = state.transition { following } else { nil }
        }
        return found
    }
}

extension Step {
    /// Calls that are made whatever chance says.
    fileprivate static func certainCalls(in steps: [Step]) -> [CallStep] {
        var result: [CallStep] = []
        for step in steps {
            switch step {
            case .call(let call): if call.cache == nil { result.append(call) }
            case .parallel(let branches): result += branches.flatMap { certainCalls(in: $0) }
            case .oncePerBatch(let steps): result += certainCalls(in: steps)
            // What has been done before goes no further.
            case .oncePer, .fail: return result
            case .compute, .wait, .respond, .choice, .map: break
            }
        }
        return result
    }
}
