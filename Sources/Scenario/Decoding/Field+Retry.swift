// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

/// Jitter by the names that a scenario uses.
private enum JitterName: String, CaseIterable {
    case none, full, equal, decorrelated
}

/// Outcomes that are tried again, by the names that a scenario uses.
private enum OutcomeName: String, CaseIterable {
    case throttled, failed
    case timedOut = "timed-out"

    var outcome: RetriedOutcomes {
        switch self {
        case .throttled: .throttled
        case .failed: .failed
        case .timedOut: .timedOut
        }
    }
}

extension Field {
    /// `none`, the name of a set, or a mapping.
    func retry(stream: String) -> RetryPlan? {
        if isMapping { return fields()?.retry(stream: stream) }
        guard let text = text(expected: "none, the name of a retry set, or a mapping") else { return nil }
        if text == "none" {
            note()
            return .never
        }
        guard let set = reading.profiles.retrySets[text] else {
            let known = ["none"] + reading.profiles.retrySets.keys.sorted()
            reading.unknown("retry set", text, known: known, at: node)
            return nil
        }
        note()
        // A set that comes with the program is part of the program: it decodes, or a test of the profiles fails.
        return Field(node: set, origin: .builtIn, path: path, reading: reading).fields()?.retry(stream: stream)
    }
}

extension Fields {
    /// Attempts, delays and jitter. What is left out is as in exponential back-off with full jitter from 100 ms.
    fileprivate func retry(stream: String) -> RetryPlan? {
        let attempts = require("attempts")?.count()
        let base = take("base")?.duration(allowZero: true)
        let throttled = take("throttled-base")?.duration(allowZero: true)
        let cap = take("cap")?.duration(allowZero: true)
        let multiplier = take("multiplier")?.atLeast(1)
        let jitterField = take("jitter")
        let jitter = jitterField?.word(JitterName.self)
        let delay = take("delay")?.distribution(.duration)
        let on = take("on")?.items()?.compactMap { $0.word(OutcomeName.self)?.outcome }
        let budget = take("budget").map { $0.retryBudget() }
        finish()
        if let jitterField, delay != nil {
            reading.report(.conflict("'delay' is drawn as it is: leave out 'jitter'"), at: jitterField.node)
        }
        guard let attempts else { return nil }
        let jitterPlan: Jitter =
            if let delay { .distribution(delay) } else {
                switch jitter ?? .full {
                case .none: .none
                case .full: .full
                case .equal: .equal
                case .decorrelated: .decorrelated
                }
            }
        let first = base ?? .seconds(0.1)
        return RetryPlan(
            attempts: attempts, throttledBase: throttled ?? first, transientBase: first, cap: cap ?? .seconds(20),
            multiplier: multiplier ?? 2, jitter: jitterPlan,
            retries: on.map { RetriedOutcomes($0) } ?? .all, budget: budget ?? nil, stream: stream)
    }
}

extension Field {
    /// `none`, or tokens that retries take and successes give back.
    fileprivate func retryBudget() -> RetryBudgetPlan? {
        if isWord("none") { return nil }
        guard let fields = fields() else { return nil }
        let capacity = fields.require("capacity")?.count()
        let transient = fields.take("transient-cost")?.count()
        let throttled = fields.take("throttled-cost")?.count()
        let refund = fields.take("refund")?.count(allowZero: true)
        fields.finish()
        guard let capacity else { return nil }
        // The costs of the AWS SDKs' 2026 behaviour, for who gives only a capacity.
        return RetryBudgetPlan(
            capacity: capacity, transientCost: transient ?? 14, throttledCost: throttled ?? 5,
            firstSuccessRefund: refund ?? 1)
    }
}
