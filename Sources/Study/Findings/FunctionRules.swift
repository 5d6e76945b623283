// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels
import Pricing

/// What limits and timeouts around functions do.
enum FunctionRules {
    /// Work was cut off by the longest timeout that there is.
    static func longWork(_ context: FindingContext) -> [Finding] {
        context.plan.functions.indices.compactMap { function in
            let plan = context.plan.functions[function], seen = context.seen.functions[function]
            guard let timeout = plan.timeout, timeout.seconds >= LambdaQuota.timeout.seconds, seen.timeouts > 0
            else { return nil }
            let name = context.handlerName(onFunction: function)
            return context.finding(
                .longWork, name, "\(name) has work that no function can finish.",
                evidence: "\(cutOff(function, after: timeout.seconds, context)), the most that a function may take, "
                    + "and billed to there.",
                knob: "Run it in containers, or split the work into steps that fit.",
                address: context.addresses.place(name, "use"))
        }
    }

    /// A timeout that could be longer cut work off.
    static func shortTimeout(_ context: FindingContext) -> [Finding] {
        context.plan.functions.indices.compactMap { function in
            let seen = context.seen.functions[function]
            guard let timeout = context.plan.functions[function].timeout, timeout.seconds < LambdaQuota.timeout.seconds,
                  FindingContext.isMaterial(seen.timeouts, of: seen.invocations) else { return nil }
            let name = context.handlerName(onFunction: function)
            return context.finding(
                .shortTimeout, name, "The timeout of \(name) is shorter than its work.",
                evidence: "\(cutOff(function, after: timeout.seconds, context)), and billed to there.",
                knob: "Raise the timeout, or wait less long for what is slow: a timeout for each call, with a fallback.",
                address: context.addresses.place(name, "timeout"))
        }
    }

    private static func cutOff(_ function: Int, after timeout: Double, _ context: FindingContext) -> String {
        let seen = context.seen.functions[function]
        return "\(FindingContext.percent(seen.timeouts, of: seen.invocations)) of its invocations "
            + "(\(context.monthly(seen.timeouts))) were cut off after \(Wording.seconds(timeout))"
    }

    /// The door let through what the function's concurrency could not take.
    static func doorAboveFunction(_ context: FindingContext) -> [Finding] {
        context.plan.functions.indices.compactMap { function in
            let plan = context.plan.functions[function], seen = context.seen.functions[function]
            let refused = seen.throttles.reserved + seen.throttles.account + seen.throttles.maximumInstances
                + seen.throttles.requestRate
            let account = context.plan.accounts.indices.contains(plan.account)
                ? context.plan.accounts[plan.account].concurrency : nil
            let most = [plan.reserved ?? account, plan.maximumInstances].compactMap { $0 }.min()
            guard FindingContext.isMaterial(refused, of: refused + seen.invocations), let most, most > 0,
                  let duration = seen.durations.mean, duration > 0 else { return nil }
            let own = context.handlers(onFunction: function)
            let flows = context.seen.flows.filter { own.contains($0.handler) && $0.door != nil }
            guard let door = flows.max(by: { $0.attempts < $1.attempts })?.door else { return nil }
            let limit = limit(of: plan, concurrency: most, shared: plan.reserved ?? account, duration: duration * 1e-9)
            let doorPlan = context.plan.doors[door]
            let allowed = [doorPlan.throttle?.rate, doorPlan.sharedThrottle?.bucket.rate].compactMap { $0 }.min()
            guard allowed ?? .infinity > limit.rate else { return nil }
            let name = context.handlerName(onFunction: function)
            let passes = allowed.map { "lets up to \(FindingContext.count($0)) requests a second pass" }
                ?? "lets everything pass"
            return context.finding(
                .doorAboveFunction, doorPlan.name, "\(doorPlan.name) lets pass what \(name) cannot take.",
                evidence: "The door \(passes); \(limit.sentence), and "
                    + "\(FindingContext.percent(refused, of: refused + seen.invocations)) of the calls of \(name) "
                    + "were refused behind the door (\(context.monthly(refused))).",
                knob: doorPlan.canThrottle
                    ? "Throttle at the door below what the function can take, or raise the function's limit."
                    : "Raise the function's limit, or put a door in front that can throttle.",
                address: doorPlan.canThrottle
                    ? context.addresses.door(doorPlan.name, "throttle")
                    : context.addresses.place(name, plan.reserved == nil ? "account-concurrency" : "reserved"))
        }
    }

    /// Requests a second that a function can take: by Little's law those that keep all its environments busy, unless what
    /// is short meets the limit on requests first.
    private static func limit(
        of plan: FunctionPlan, concurrency: Int, shared: Int?, duration: Double
    ) -> (rate: Double, sentence: String) {
        let byWork = Double(concurrency) / duration
        if let factor = plan.requestRateFactor, let shared, factor * Double(shared) < byWork {
            let rate = factor * Double(shared)
            return (rate, "a concurrency of \(shared) takes \(FindingContext.count(rate)) requests a second")
        }
        let executions = concurrency == 1 ? "one execution" : "\(concurrency) executions"
        return (byWork, "\(executions) of \(Wording.seconds(duration)) \(concurrency == 1 ? "takes" : "take") "
            + "\(FindingContext.count(byWork)) a second")
    }

    /// Invocations went on, and were billed, after those who had asked for them had left.
    static func workForNobody(_ context: FindingContext) -> [Finding] {
        context.plan.functions.indices.compactMap { function in
            let seen = context.seen.functions[function]
            guard FindingContext.isMaterial(seen.unawaited.count, of: seen.invocations), let mean = seen.unawaited.mean,
                  let caller = shortest(function, context) else { return nil }
            let name = context.handlerName(onFunction: function)
            let own = context.plan.functions[function].timeout.map {
                "may take \(Wording.seconds($0.seconds))"
            } ?? "may take for ever"
            let wasted = Double(seen.unawaited.sum) * 1e-9 * context.perMonth
            return context.finding(
                .workForNobody, name, "\(caller.name) gives up before \(name) does.",
                evidence: "\(FindingContext.percent(seen.unawaited.count, of: seen.invocations)) of the invocations of "
                    + "\(name) (\(context.monthly(seen.unawaited.count))) ended with nobody waiting, after "
                    + "\(FindingContext.seconds(nanoseconds: mean)) on average: \(FindingContext.count(wasted)) s a "
                    + "month are billed for nobody. \(caller.name) waits \(Wording.seconds(caller.timeout)), "
                    + "\(name) \(own).",
                knob: "Let the callee give up first: a timeout below its caller's.",
                address: context.addresses.place(name, "timeout"))
        }
    }

    /// The caller of a function that waits for the shortest time; nil when all wait for ever, or only hedge.
    private static func shortest(_ function: Int, _ context: FindingContext) -> (name: String, timeout: Double)? {
        let own = context.handlers(onFunction: function)
        var callers: [(name: String, timeout: Double)] = []
        for flow in context.seen.flows where own.contains(flow.handler) {
            let source = context.plan.sources[flow.source]
            if let timeout = source.timeout { callers.append((source.name, timeout.seconds)) }
            if let door = flow.door.map({ context.plan.doors[$0] }), let timeout = door.timeout {
                callers.append((door.name, timeout.seconds))
            }
        }
        for row in context.calls.rows {
            guard case .handler(let handler) = row.target, own.contains(handler) else { continue }
            for timeout in row.calls.compactMap({ context.plan.program.calls[$0].timeout }) {
                callers.append((context.plan.handlers[row.handler].name, timeout.seconds))
            }
        }
        return callers.min { $0.timeout < $1.timeout }
    }
}
