// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// What keeps answers from being as fast as was asked.
enum LatencyRules {
    /// Most of what was late had waited for a cold start, or would not have mattered without it.
    static func coldStarts(_ context: FindingContext) -> [Finding] {
        context.objectives.compactMap { objective in
            guard objective.result.status == .missed, case .latencyPercentile(let quantile) = objective.spec.measure,
                  let scope = objective.spec.scope(in: context.scopes),
                  let times = objective.spec.times(in: context.seen, of: context.plan, context.scopes),
                  let function = coldest(of: scope, context) else { return nil }
            let cold = scope.coldLatency(in: context.seen)
            let late = times.late, lateCold = cold.count - cold.countAtMost(objective.spec.boundInNanoseconds)
            let allowed = (1 - quantile) * Double(times.judged)
            guard lateCold > 0, 2 * lateCold >= late || Double(late - lateCold) <= allowed else { return nil }
            let name = context.handlerName(onFunction: function)
            let rest = FindingContext.percent(late - lateCold, of: times.judged)
            return context.finding(
                .coldStarts, objective.result.subject, "Cold starts break \(objective.result.name).",
                evidence: "\(FindingContext.percent(lateCold, of: late)) of the requests later than "
                    + "\(Wording.seconds(objective.spec.bound)) or unanswered (\(context.monthly(late))) had waited for "
                    + "one; without them \(rest) would be late, and \(Wording.percent(1 - quantile)) may be.",
                knob: "Keep instances of \(name) initialised, shorten its initialisation, or run it in containers.",
                address: context.addresses.place(name, "provisioned"))
        }
    }

    /// The function that met most cold starts of those that the requests use.
    private static func coldest(of scope: FlowScope, _ context: FindingContext) -> Int? {
        let used = Set(scope.flows.flatMap { flow in
            context.uses[context.seen.flows[flow].handler].handlers.indices.filter {
                context.uses[context.seen.flows[flow].handler].handlers[$0] > 0
            }
        })
        return context.plan.functions.indices
            .filter { context.seen.functions[$0].coldStarts > 0 }
            .filter { function in context.handlers(onFunction: function).contains { used.contains($0) } }
            .max { context.seen.functions[$0].coldStarts < context.seen.functions[$1].coldStarts }
    }

    /// The door alone takes longer than the whole answer may.
    static func platform(_ context: FindingContext) -> [Finding] {
        context.objectives.compactMap { objective in
            guard objective.result.status == .missed, objective.spec.bound < 0.010,
                  case .latencyPercentile(let quantile) = objective.spec.measure,
                  let scope = objective.spec.scope(in: context.scopes) else { return nil }
            let doors = Set(scope.flows.compactMap { context.seen.flows[$0].door }).sorted()
            let slow = doors.compactMap { door -> (door: DoorPlan, least: Double)? in
                guard let latency = context.plan.doors[door].latency?.distribution.quantile(quantile),
                      latency > objective.spec.bound else { return nil }
                return (context.plan.doors[door], latency)
            }
            guard let (door, least) = slow.max(by: { $0.least < $1.least }) else { return nil }
            let found = objective.result.found.map { ", of \(Wording.seconds($0.value)) in all" } ?? ""
            return context.finding(
                .platformLatency, objective.result.subject,
                "No code can reach \(objective.result.name) behind \(door.name).",
                evidence: "The door alone takes \(Wording.seconds(least)) at that percentile\(found); "
                    + "\(Wording.seconds(objective.spec.bound)) are asked for.",
                knob: "Put another product at the door, such as a load balancer, and containers behind it.",
                address: context.addresses.place(door.name, "use"))
        }
    }
}
