// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// Which work an objective can be about: who waits for what, over all the applications that deployments run.
struct ObjectiveReach {
    /// Handlers and workflows that requests are sent to, and the same by the door that they come by.
    private(set) var routed: Set<String> = []
    private(set) var routes: Set<String> = []
    /// Handlers and workflows that another one waits for, as tasks of workflows do.
    private(set) var invoked: Set<String> = []
    /// Handlers and workflows that channels feed, asynchronous invocations included.
    private(set) var fed: Set<String> = []
    private(set) var workflows: Set<String> = []

    init(applications: [Application], traffic: [TrafficSource]) {
        for application in applications {
            workflows.formUnion(application.workflows.map(\.name))
            fed.formUnion(application.fed)
            noteRoutes(of: application, traffic)
            noteInvocations(in: application)
        }
    }

    private mutating func noteRoutes(of application: Application, _ traffic: [TrafficSource]) {
        for target in traffic.flatMap(\.targets) {
            guard case .found(let door, let entry) = application.route(of: target) else { continue }
            let name =
                switch entry {
                case .handler(let handler): application.invocable[handler]
                case .channel(let name), .backend(let name): name
                }
            routed.insert(name)
            if let door { routes.insert("\(application.doors[door].name)/\(name)") }
        }
        for case .handler(let reference, _) in application.doors.map(\.authorizer) { invoked.insert(reference.name) }
    }

    private mutating func noteInvocations(in application: Application) {
        let known = Set(application.names)
        var steps = application.handlers.flatMap { Step.calls(in: $0.steps) }
        for workflow in application.workflows {
            for task in workflow.work(isKnown: known.contains) {
                switch task {
                case .steps(let own): steps += Step.calls(in: own)
                case .part(let part): invoked.insert(part.name)
                }
            }
        }
        invoked.formUnion(steps.filter { !$0.isAsynchronous }.map(\.target.name))
    }

    /// Why no run can decide a bound, and what could be bound instead; nil where one can.
    func refusal(of bound: ObjectiveBound, on subject: ObjectiveSubject) -> String? {
        switch subject {
        case .deployment: return nil
        case .route(let door, let handler):
            return routes.contains("\(door)/\(handler)") ? nil
                : "no traffic goes to '\(door)/\(handler)': nothing can be said of it"
        case .handler(let name):
            guard !routed.contains(name) else { return nil }
            guard workflows.contains(name) || invoked.contains(name) || fed.contains(name) else {
                return "nothing reaches '\(name)': nothing can be said of it"
            }
            return refusal(of: bound, onWorkOf: name)
        }
    }

    private func refusal(of bound: ObjectiveBound, onWorkOf name: String) -> String? {
        switch bound {
        case .latency:
            return workflows.contains(name) || invoked.contains(name) ? nil
                : "nobody waits for '\(name)', which gets messages: bound their times by p50-age to p99.9-age"
        case .lost:
            return fed.contains(name) ? nil
                : "no messages or requests of a source come to '\(name)', so none are lost: bound 'failed'"
        case .age, .refused, .failed, .monthlyCost: return nil
        }
    }
}
