// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// A load that hardly changes is cheaper on containers, as another option of the same scenario shows.
enum SteadyLoadRule {
    /// Of its mean over the period, the greatest mean of any bucket of time.
    private static let steadiness = 1.5

    static func findings(_ context: FindingContext) -> [Finding] {
        guard let own = ownSteadyFunction(context) else { return [] }
        let name = context.plan.handlers[own.handler].name
        let cheaper = context.rivals.compactMap { rival -> (rival: FindingContext.Rival, difference: Estimate)? in
            guard rival.isEligible, runsInContainers(name, in: rival.plan), rival.costs.count == context.costs.count
            else { return nil }
            let difference = ReplicationInterval.mean(of: zip(context.costs, rival.costs).map { $0 - $1 })
            guard let half = difference.halfWidth, difference.value > half else { return nil }
            return (rival, difference)
        }
        guard let best = cheaper.max(by: { $0.difference.value < $1.difference.value }) else { return [] }
        return [
            context.finding(
                .steadyLoad, name, "\(name) is busy all the time, which containers do for less.",
                evidence: "\(best.rival.name), which runs it in containers and does what was asked, costs "
                    + "\(Wording.money(best.difference)) less a month; \(Wording.significant(own.mean, 3)) "
                    + "executions run at once on average, and at most \(Wording.count(UInt64(own.peak))) at any moment "
                    + "of these runs.",
                knob: "Run it in containers, as \(best.rival.name) does.",
                address: context.addresses.place(name, "use"))
        ]
    }

    /// The busiest of the functions whose concurrency stays near its mean.
    private static func ownSteadyFunction(
        _ context: FindingContext
    ) -> (handler: Int, mean: Double, peak: Double)? {
        let steady = context.plan.functions.indices.compactMap {
            function -> (handler: Int, mean: Double, peak: Double)? in
            let plan = context.plan.functions[function]
            let mean = context.seen.functions[function].busy.mean
            guard mean >= 1, let handler = context.handlers(onFunction: function).first,
                  let course = context.charts.first(where: { $0.subject == plan.name && $0.quantity == .concurrency }),
                  let greatest = course.segments.flatMap(\.means).max(), greatest <= steadiness * mean,
                  let peak = course.segments.flatMap(\.peaks).max()
            else { return nil }
            return (handler, mean, peak)
        }
        return steady.max { $0.mean < $1.mean }
    }

    private static func runsInContainers(_ handler: String, in plan: Plan) -> Bool {
        plan.handlers.contains {
            guard $0.name == handler, case .service(let service) = $0.fleet else { return false }
            return plan.services[service].isOfContainers
        }
    }
}

extension ServicePlan {
    /// Whether tasks are there whether or not requests come, and share their cores. Functions of platforms that put
    /// several requests into an instance are fleets of the same kind, and no containers to their users.
    fileprivate var isOfContainers: Bool {
        guard !isClientSide, coreSharing == .shared else { return false }
        return switch scaler {
        case .none, .targetTracking, .horizontalPod, .stepped, .knative: true
        case .concurrency, .perRequest, .managed: false
        }
    }
}
