// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// One deployment as a study sees it: a plan to run, a way to price it, and what it must reach.
struct StudySubject: Sendable {
    var name: String
    var plan: Plan
    var biller: Biller
    var billedHours: Double
    var objectives: [ObjectiveSpec] = []
    var assumptions: [AssumptionNote] = []
    var warnings: [String] = []
}

/// What a deployment must reach. Bounds are upper bounds, themselves allowed.
struct ObjectiveSpec: Sendable, Hashable {
    var subject: ObjectiveTarget
    var measure: ObjectiveMeasure
    /// Seconds, a share, or dollars.
    var bound: Double
}

/// Which requests an objective is about.
enum ObjectiveTarget: Sendable, Hashable {
    case deployment
    case handler(String)
    case route(door: String, handler: String)
}

extension ObjectiveSpec {
    var subjectName: String {
        switch subject {
        case .deployment: measure == .monthlyCost ? "monthly-cost" : "all requests"
        case .handler(let name): name
        case .route(let door, let handler): "\(door)/\(handler)"
        }
    }

    /// The requests it is about; nil when the deployment has none such.
    func scope(in scopes: FlowScopes) -> FlowScope? {
        switch subject {
        case .deployment:
            return scopes.overall
        case .handler(let name):
            return scopes.handlers.first { $0.handler == name }
        case .route(let door, let handler):
            let own = scopes.flows.filter { $0.door == door && $0.handler == handler }
            guard !own.isEmpty else { return nil }
            return FlowScope(
                name: "\(door)/\(handler)", handler: handler, door: door, flows: own.flatMap(\.flows), sources: nil)
        }
    }
}
