// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Scenario
import SimulationKernel

extension StoppingRule {
    /// As the scenario asks for it.
    public init(_ target: PrecisionTarget) {
        self.init()
        costPrecision = target.cost
        latencyPrecision = target.p99
        fixed = target.replications
    }
}

extension RunDesign {
    init(for period: Period, plans: [Plan], days: DayTreatment) {
        // A steady state has no days, and its warm-up belongs to one run.
        if case .terminating = period.horizon, days == .automatic,
           let types = DayTypes.design(of: plans, period: period.simulate) {
            self = types
        } else {
            self = .whole(period.simulate, warmUp: period.warmUp)
        }
    }
}

extension ObjectiveSpec {
    init(_ objective: Objective) {
        let target: ObjectiveTarget = switch objective.subject {
        case .handler(let name): .handler(name)
        case .route(let door, let handler): .route(door: door, handler: handler)
        case .deployment: .deployment
        }
        switch objective.bound {
        case .latency(let rank, let most):
            self.init(subject: target, measure: .latencyPercentile(rank), bound: most.seconds)
        case .age(let rank, let most): self.init(subject: target, measure: .agePercentile(rank), bound: most.seconds)
        case .refused(let most): self.init(subject: target, measure: .refusedShare, bound: most)
        // A request that its sender waits for is lost when no answer ever comes, whatever the reason; where channels
        // feed the handler, so are messages that nobody will process.
        case .lost(let most): self.init(subject: target, measure: .unansweredShare, bound: most)
        case .failed(let most): self.init(subject: target, measure: .failedShare, bound: most)
        case .monthlyCost(let most, _): self.init(subject: .deployment, measure: .monthlyCost, bound: most)
        }
    }
}

extension Diagnostic {
    /// Without the file's name, which differs from machine to machine.
    var line: String {
        (place.isWholeFile ? "" : place.isOnCommandLine ? "\(place.file): " : "line \(place.line): ")
            + FaultSentence(fault).text
    }
}
