// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

/// Keys beside the name of what is called; they are never names.
enum CallOption: String, CaseIterable {
    case timeout, retry, consistency, async, cache, breaker, hedge, adaptive
    case onFailure = "on-failure"
    case ifUnchanged = "if-unchanged"
}

extension Field {
    /// `{orders: 2 KB, timeout: 2 s}`, or only the name of what is called.
    func call(_ verb: CallVerb, _ names: inout StepNames) -> Step? {
        guard isMapping, let fields = fields() else {
            return reference().map {
                .call(CallStep(verb: verb, target: $0, stream: names.next("\(verb.rawValue).\($0.name)")))
            }
        }
        let options = CallOption.allCases.map(\.rawValue)
        var targets = fields.keys.filter { !options.contains($0) }
        if targets.count > 1 {
            // Of several names, those that are nearly options are slips; `finish` reports them.
            targets.removeAll { NearestName.of($0, among: options) != nil }
        }
        guard targets.count == 1, let target = targets.first,
            let entry = node.entries?.first(where: { $0.key == target })
        else {
            reading.report(
                .notOneKey(
                    found: targets, expected: "one \(verb.role.rawValue) and the size of the call, such as orders: 2 KB"),
                at: node)
            return nil
        }
        let stream = names.next("\(verb.rawValue).\(target)")
        var call = CallStep(verb: verb, target: Reference(target, at: entry.keyPlace), stream: stream)
        call.bytes = fields.take(target).flatMap { $0.node.isMissing ? nil : $0.draw(.size, stream: "\(stream).size") }
        call.timeout = fields.take("timeout")?.optionalDuration() ?? nil
        call.retry = fields.take("retry")?.retry(stream: "\(stream).retry")
        call.consistency = fields.take("consistency")?.consistency(of: verb)
        call.ignoresFailure = fields.take("on-failure")?.word(OnFailure.self) == .ignore
        call.cache = fields.take("cache")?.cache(keysName: "keys", stream: "\(stream).cache")
        call.breaker = fields.take("breaker")?.breaker()
        call.hedge = fields.take("hedge")?.duration()
        call.adaptiveThrottle = fields.take("adaptive")?.adaptiveThrottle(stream: "\(stream).adaptive")
        takeAsync(fields, into: &call)
        takeCondition(fields, into: &call)
        fields.finish()
        return .call(call)
    }

    private func takeAsync(_ fields: Fields, into call: inout CallStep) {
        guard let field = fields.take("async") else { return }
        call.isAsynchronous = field.flag() ?? false
        if call.isAsynchronous, call.verb != .invoke {
            reading.report(.conflict("only 'invoke' can be asynchronous"), at: field.node)
        }
    }

    private func takeCondition(_ fields: Fields, into call: inout CallStep) {
        guard let field = fields.take("if-unchanged") else { return }
        guard call.verb.isWrite else {
            return reading.report(.conflict("only a write can depend on what it found"), at: field.node)
        }
        call.condition = field.keys().map {
            ConditionPlan(keys: $0.count, exponent: $0.exponent, stream: "\(call.stream).key")
        }
    }

    /// A write is transactional or has no consistency to choose.
    private func consistency(of verb: CallVerb) -> ReadConsistency? {
        guard let consistency = word(ReadConsistency.self) else { return nil }
        if verb.isWrite, consistency != .transactional {
            reading.report(.conflict("a write can only be transactional, not \(consistency.rawValue)"), at: node)
            return nil
        }
        return consistency
    }

    /// `{failures: 5, rest: 30 s}`.
    private func breaker() -> BreakerPlan? {
        guard let fields = fields() else { return nil }
        let failures = fields.require("failures")?.count()
        let rest = fields.require("rest")?.duration()
        fields.finish()
        guard let failures, let rest else { return nil }
        return BreakerPlan(failures: failures, rest: rest)
    }

    /// `{multiplier: 2, within: 2 min}`.
    private func adaptiveThrottle(stream: String) -> AdaptiveThrottlePlan? {
        guard let fields = fields() else { return nil }
        let multiplier = fields.take("multiplier")?.atLeast(1)
        let window = fields.take("within")?.duration()
        fields.finish()
        return AdaptiveThrottlePlan(multiplier: multiplier ?? 2, window: window ?? .seconds(120), stream: stream)
    }
}

/// What a handler does when a call has failed for good.
private enum OnFailure: String, CaseIterable {
    case fail, ignore
}
