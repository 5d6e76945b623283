// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// What retries do to those who are asked again.
enum RetryRules {
    /// One place on the way to a backend at which work is tried again.
    private struct Layer {
        var name: String
        /// Attempts for each first one.
        var factor: Double
        var address: String
    }

    /// A backend was asked more than half as often again as the first requests explain, by retries in layers.
    static func layered(_ context: FindingContext) -> [Finding] {
        // Replayed messages ask too, and no first request explains them.
        let isReplayed = context.plan.incidents.contains {
            if case .replay = $0.effect { true } else { false }
        }
        guard !isReplayed else { return [] }
        return context.plan.backends.indices.compactMap { backend in
            let seen = context.seen.backends[backend]
            let expected = context.seen.flows.reduce(0.0) {
                $0 + Double($1.offered) * context.uses[$1.handler].backends[backend]
            }
            let amplification = expected > 0 ? Double(seen.calls) / expected : 0
            let layers = layers(to: backend, context).sorted { $0.factor > $1.factor }
            guard amplification > 1.5, layers.count >= 2, let outermost = layers.last else { return nil }
            let factors = layers.map { "\($0.name) × \(Wording.significant($0.factor, 3))" }
            return context.finding(
                .layeredRetries, seen.name, "Retries in \(layers.count) layers multiply the calls of \(seen.name).",
                evidence: "It was asked \(Wording.significant(amplification, 3)) times for each first request "
                    + "(\(context.monthly(seen.calls))): \(Wording.list(factors)).",
                knob: "Try again in one layer only, and let the others pass the failure on.",
                address: outermost.address)
        }
    }

    private static func layers(to backend: Int, _ context: FindingContext) -> [Layer] {
        func reaches(_ handler: Int) -> Bool { context.uses[handler].backends[backend] > 0 }
        var layers: [Layer] = []
        for (index, source) in context.plan.sources.enumerated() where source.retry.attempts > 1 {
            let own = context.seen.flows.filter { $0.source == index && reaches($0.handler) }
            let offered = own.reduce(0) { $0 + $1.offered }, attempts = own.reduce(0) { $0 + $1.attempts }
            guard offered > 0, attempts > offered else { continue }
            layers.append(Layer(
                name: source.name, factor: Double(attempts) / Double(offered),
                address: context.addresses.source(source.name, "retry")))
        }
        for (channel, plan, seen) in context.subscriptions {
            guard case .handler(let handler) = plan.target, reaches(handler), seen.redelivered > 0 else { continue }
            layers.append(Layer(
                name: seen.name, factor: Double(seen.receives) / Double(max(seen.receives - seen.redelivered, 1)),
                address: context.address(of: "attempts", at: channel, plan)))
        }
        for row in context.calls.rows where isOnTheWay(row.target, to: backend, reaches) {
            for call in row.calls {
                let seen = context.seen.calls[call]
                guard seen.retries > 0 else { continue }
                let target = context.name(of: row.target)
                layers.append(Layer(
                    name: "\(context.plan.handlers[row.handler].name) → \(target)",
                    factor: Double(seen.attempts) / Double(max(seen.attempts - seen.retries, 1)),
                    address: context.addresses.retry(of: context.plan.program.calls[call], target: target)))
            }
        }
        return layers
    }

    private static func isOnTheWay(_ target: CallTarget, to backend: Int, _ reaches: (Int) -> Bool) -> Bool {
        switch target {
        case .backend(let index): index == backend
        case .handler(let handler): reaches(handler)
        case .channel: false
        }
    }

    // MARK: Jitter

    private static let leastRetries: UInt64 = 20
    /// Retries that meet a refusal again at least this often, where there was room on average, came back together.
    private static let wave = 0.2
    private static let room = 0.5

    /// Retries without jitter came back together and were refused together.
    static func noJitter(_ context: FindingContext) -> [Finding] {
        sources(context) + calls(context)
    }

    private static func sources(_ context: FindingContext) -> [Finding] {
        context.plan.sources.indices.compactMap { index in
            let source = context.plan.sources[index]
            guard source.retry.attempts > 1, source.retry.jitter == .none else { return nil }
            let own = context.seen.flows.filter { $0.source == index }
            let offered = own.reduce(0) { $0 + $1.offered }
            let attempts = own.reduce(0) { $0 + $1.attempts }
            let refused = own.reduce(0) { $0 + $1.throttledAttempts }
            let again = own.reduce(0) { $0 + $1.throttledRetries }
            return wave(
                context, source.name, first: offered, refusedFirst: refused - again,
                retries: attempts - min(attempts, offered), refusedAgain: again, used: nil,
                address: context.addresses.source(source.name, "retry.jitter"))
        }
    }

    private static func calls(_ context: FindingContext) -> [Finding] {
        context.calls.rows.flatMap { row in
            row.calls.compactMap { call -> Finding? in
                let plan = context.plan.program.calls[call], seen = context.seen.calls[call]
                guard plan.recovery == nil, plan.retry.attempts > 1, plan.retry.jitter == .none else { return nil }
                let target = context.name(of: row.target)
                let others = seen.retries + seen.hedges
                return wave(
                    context, "\(context.plan.handlers[row.handler].name) → \(target)",
                    first: seen.attempts - min(seen.attempts, others), refusedFirst: seen.refused - seen.refusedRetries,
                    retries: seen.retries, refusedAgain: seen.refusedRetries, used: used(row.target, context),
                    address: context.addresses.retry(of: plan, target: target) + ".jitter")
            }
        }
    }

    /// How much of a backend's limit was used on average; nil where that cannot be said.
    private static func used(_ target: CallTarget, _ context: FindingContext) -> Double? {
        guard case .backend(let backend) = target else { return nil }
        let plan = context.plan.backends[backend], seen = context.seen.backends[backend]
        if let concurrency = plan.concurrency { return seen.inService.mean / Double(max(concurrency, 1)) }
        guard let rate = plan.rate?.rate, rate > 0 else { return nil }
        return Double(seen.calls - seen.refused) / context.seen.window.seconds / rate
    }

    private static func wave(
        _ context: FindingContext, _ name: String, first: UInt64, refusedFirst: UInt64, retries: UInt64,
        refusedAgain: UInt64, used: Double?, address: String
    ) -> Finding? {
        guard retries >= leastRetries, first > 0, used ?? 0 < room else { return nil }
        let share = Double(refusedAgain) / Double(retries)
        guard share >= wave else { return nil }
        let average = used.map { ", although the limit was used to \(Wording.percent($0)) on average" } ?? ""
        return context.finding(
            .noJitter, name, "Retries of \(name) come back in waves: they have no jitter.",
            evidence: "\(Wording.percent(share)) of its retries (\(context.monthly(retries))) were refused again, "
                + "where of first attempts \(FindingContext.percent(refusedFirst, of: first)) were\(average).",
            knob: "Spread them: full jitter draws each delay from 0 to the backoff.", address: address)
    }
}
