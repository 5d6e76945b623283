// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// What happens to backends that functions call.
enum BackendRules {
    /// What a backend's limit admits, as invocations of a function at once.
    private struct Capacity {
        var atOnce: Double
        var words: String
    }

    /// A function ran more at once than the backend behind it can serve, and the backend refused or was too late.
    static func overwhelmed(_ context: FindingContext) -> [Finding] {
        context.plan.backends.indices.compactMap { backend in
            let seen = context.seen.backends[backend]
            let missed = seen.refused + seen.timeouts
            guard FindingContext.isMaterial(missed, of: seen.calls) else { return nil }
            if let finding = exhausted(context, backend, missed) { return finding }
            for caller in context.callers(ofBackend: backend) {
                guard case .function(let function) = context.plan.handlers[caller.handler].fleet,
                      let capacity = capacity(of: backend, for: function, caller.attempts, context) else { continue }
                let peak = peak(of: function, at: backend, context)
                guard Double(peak) > capacity.atOnce else { continue }
                return overwhelmed(context, backend, missed, caller.handler, peak: peak, capacity)
            }
            return nil
        }
    }

    /// Tasks of containers opened more connections than the database has.
    private static func exhausted(_ context: FindingContext, _ backend: Int, _ missed: UInt64) -> Finding? {
        let plan = context.plan.backends[backend]
        guard holdsConnections(plan), let most = plan.connections?.maximum else { return nil }
        for caller in context.callers(ofBackend: backend) {
            guard case .service(let service) = context.plan.handlers[caller.handler].fleet else { continue }
            let pool = context.plan.services[service].connectionPool
            let tasks = context.seen.services[service].tasks.peak
            guard tasks * pool > most else { continue }
            let seen = context.seen.backends[backend], name = context.plan.handlers[caller.handler].name
            return context.finding(
                .overwhelmedBackend, seen.name, "The connections of \(name) overwhelm \(seen.name).",
                evidence: "Up to \(tasks) tasks of \(name) open \(pool) connections each, where "
                    + "\(seen.name) has \(most); \(share(missed, of: seen, context)).",
                knob: "Open fewer in each task, put a proxy in front, or take a database with more.",
                address: context.addresses.place(name, "connection-pool"))
        }
        return nil
    }

    private static func overwhelmed(
        _ context: FindingContext, _ backend: Int, _ missed: UInt64, _ handler: Int, peak: Int, _ capacity: Capacity
    ) -> Finding {
        let seen = context.seen.backends[backend], name = context.plan.handlers[handler].name
        let channel = boundableChannel(to: handler, context)
        return context.finding(
            .overwhelmedBackend, seen.name, "The concurrency of \(name) overwhelms \(seen.name).",
            evidence: "\(name) ran up to \(peak) at once, where \(seen.name) \(capacity.words); "
                + "\(share(missed, of: seen, context)).",
            knob: channel == nil
                ? "Bound how many run at once to what the backend can serve, or raise its limit."
                : "Bound how many deliveries run at once to what the backend can serve: messages can wait.",
            address: channel.map { context.addresses.channel($0, "at-once") }
                ?? context.addresses.place(name, "reserved"))
    }

    private static func share(_ missed: UInt64, of seen: BackendObservation, _ context: FindingContext) -> String {
        "\(FindingContext.percent(missed, of: seen.calls)) of its calls were refused or timed out "
            + "(\(context.monthly(missed)))"
    }

    /// A queue that brings the handler's messages: topics, buses and streams have no bound on deliveries at once.
    private static func boundableChannel(to handler: Int, _ context: FindingContext) -> String? {
        context.channels(to: handler).first { channel in
            context.plan.channels[channel].subscriptions.contains {
                guard case .poll = $0.consumption else { return false }
                return $0.target == .handler(handler)
            }
        }.map { context.plan.channels[$0].name }
    }

    private static func peak(of function: Int, at backend: Int, _ context: FindingContext) -> Int {
        let seen = context.seen.functions[function]
        // Idle instances keep their connections too.
        return holdsConnections(context.plan.backends[backend]) ? seen.instances.peak : seen.busy.peak
    }

    private static func holdsConnections(_ backend: BackendPlan) -> Bool {
        backend.concurrency == nil && backend.connections.map { !$0.isPooledByProxy } ?? false
    }

    private static func capacity(
        of backend: Int, for function: Int, _ attempts: UInt64, _ context: FindingContext
    ) -> Capacity? {
        let plan = context.plan.backends[backend], seen = context.seen.functions[function]
        if let most = plan.concurrency { return Capacity(atOnce: Double(most), words: "serves \(most)") }
        if let connections = plan.connections {
            return Capacity(atOnce: Double(connections.maximum), words: "has \(connections.maximum) connections")
        }
        guard let rate = plan.rate?.rate, let duration = seen.durations.mean, seen.invocations > 0 else { return nil }
        // Little's law: so many at once ask for just the rate.
        let each = Double(attempts) / Double(seen.invocations)
        guard each > 0 else { return nil }
        let most = rate * duration * 1e-9 / each
        return Capacity(
            atOnce: most, words: "takes \(Wording.significant(rate, 3)) calls a second, which "
                + "\(Wording.significant(most, 2)) at once ask for")
    }

    /// Two handlers or more contend for a backend that refused calls or let them wait.
    static func shared(_ context: FindingContext) -> [Finding] {
        context.plan.backends.indices.compactMap { backend in
            let seen = context.seen.backends[backend]
            let all = context.callers(ofBackend: backend)
            let total = all.reduce(0) { $0 + $1.attempts }
            // A tenth of the calls is enough to be in the others' way.
            let callers = all.filter { 10 * $0.attempts >= total }
            guard callers.count >= 2 else { return nil }
            let isRefusing = FindingContext.isMaterial(seen.refused, of: seen.calls)
            let wait = seen.waits.quantile(0.99) ?? 0
            let isWaiting = wait >= 0.010e9 && wait >= seen.latency.quantile(0.5) ?? 0
            guard isRefusing || isWaiting else { return nil }
            let shares = callers.map {
                "\(context.plan.handlers[$0.handler].name) \(FindingContext.percent($0.attempts, of: total))"
            }
            var facts: [String] = []
            if isRefusing {
                facts.append("refused \(FindingContext.percent(seen.refused, of: seen.calls)) of them")
            }
            if isWaiting {
                facts.append("let one in a hundred wait \(FindingContext.seconds(nanoseconds: wait)) or more")
            }
            let names = Wording.list(callers.map { context.plan.handlers[$0.handler].name })
            return context.finding(
                .sharedBackend, seen.name, "\(names) contend for \(seen.name).",
                evidence: "Of its calls (\(context.monthly(seen.calls))) \(Wording.list(shares)) came from these "
                    + "handlers, and it \(Wording.list(facts)).",
                knob: "Give the handlers stores of their own, bound the concurrency of those that can wait, or raise "
                    + "the backend's limit.",
                address: context.addresses.backend(seen.name, limitKey(of: context.plan.backends[backend])))
        }
    }

    private static func limitKey(of backend: BackendPlan) -> String {
        if backend.concurrency != nil { return "concurrency" }
        if backend.connections != nil { return "connections" }
        return backend.rate != nil ? "limit" : "capacity"
    }
}
