// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Pricing
import Scenario

/// A scenario made from what somebody knows of a single function.
struct QuickScenario {
    var rate: Rate
    /// Wall clock of an invocation at `memory`.
    var duration: TimeSpan
    var memory: DataSize
    var region: String

    /// How much of the wall clock is work of the processor: nobody measured it, so it is given as a range. Handlers of
    /// interfaces mostly wait for others; one that only computes is at the upper end.
    private static let cpuShares = (low: 0.1, typical: 0.4, high: 0.9)

    /// The share of a core that a single-threaded handler has.
    private var core: Double { min(1, memory.megabytes / LambdaQuota.megabytesPerCore) }

    private func compute(_ share: Double) -> Double { duration.seconds * share * core }
    private func wait(_ share: Double) -> Double { duration.seconds * (1 - share) }

    /// Tasks of a service: Amazon's default quota, which can be raised (so a guide of 2026-02-12; Amazon's own list was
    /// not at hand).
    private static let mostTasks = 5000.0
    private static let sizes = TaskSize.gigabytes.keys.filter { $0 <= 16 }.sorted()
    private static let largest = 16.0
    /// Cores at half their load, where a handler computes for `share` of its time.
    private func cores(at share: Double) -> Double { rate.perSecond * compute(share) / 0.5 }
    /// vCPUs of a task: the fewest that give a handler as much of a core and as much memory as the function has, and
    /// that one service can have enough of.
    private var size: Double {
        Self.sizes.first { size in
            size >= core && memory.gigabytes <= TaskSize.gigabytes[size]?.upperBound ?? 0
                && cores(at: Self.cpuShares.high) <= Self.mostTasks * size
        } ?? Self.largest
    }
    /// Gigabytes of a task.
    private var taskMemory: Double {
        let least = TaskSize.gigabytes[size]?.lowerBound ?? 2 * size
        return memory.gigabytes <= least ? least : memory.gigabytes.rounded(.up)
    }

    /// Tasks at half their load, from those of the least busy case (two for a failure of one) to those of the busiest.
    private var tasks: ClosedRange<Int> {
        let least = max(2, tasks(at: Self.cpuShares.low))
        return least...max(10, least, tasks(at: Self.cpuShares.high))
    }
    private func tasks(at share: Double) -> Int { Int((cores(at: share) / size).rounded(.up)) }

    /// Why no estimate would be one; nil otherwise.
    var fault: String? {
        let most = Self.mostTasks * Self.largest, needed = cores(at: Self.cpuShares.high)
        guard needed > most else { return nil }
        return "--rate times --duration needs up to \(needed.rounded().written) cores at half their load, and one "
            + "service of Fargate has \(most.written): spread the work over several in a scenario."
    }

    /// Hours with a thousand requests, a month at most: an hour without any shows nothing, and one with few not even
    /// how many of them are cold.
    private var hours: Double { min(730, max(1, (1000 / (rate.perSecond * 3600)).rounded(.up))) }

    /// Work that takes twice as long as expected is still done; Lambda's default of 3 s would cut most jobs off.
    private var timeout: Double { min(LambdaQuota.timeout.seconds, max(10, (2 * duration.seconds).rounded(.up))) }

    /// What stands in front. A gateway ends requests after 30 s, a function's own address does not; a cold start is in
    /// that time too.
    private var isLong: Bool { duration.seconds >= 25 }

    /// Minutes until tasks have found their number (alarms take five minutes a step) and the first work is done.
    private var warmUp: Double { max(30, (4 * duration.seconds / 60).rounded(.up)) }

    var text: String {
        let shares = Self.cpuShares
        return """
            # SPDX-License-Identifier: CC0-1.0
            # Made by `faascast quick`. Change it and run it with `faascast run`.
            name: Quick estimate

            # Steady traffic. For hours and days of their own, give the arrivals a profile and simulate a week.
            period: { simulate: \(hours.written) h, bill-as: 730 h, horizon: steady-state, warm-up: \(warmUp.written) min }

            traffic:
              callers: { to: api/work, arrivals: { process: poisson, rate: \(rate.perSecond.written)/s } }

            doors:
              api: { routes: [ work ] }

            # \(Self.time(duration.seconds)) of wall clock at \(memory.megabytes.written) MB, where a handler has \(core.written) of a core. How much of it is work is an assumption:
            # \(Self.percent(shares.low)), typically \(Self.percent(shares.typical)), up to \(Self.percent(shares.high)). Work is CPU time on a full core; the rest is waiting for others.
            handlers:
              work:
                steps:
                  - compute: \(Self.range(compute(shares.low), compute(shares.typical), compute(shares.high)))
                  - wait: \(Self.range(wait(shares.high), wait(shares.typical), wait(shares.low)))
                  - respond: 2 KB

            deployments:
              lambda:
                provider: aws
                region: \(region)
                place:
                  work: { use: lambda, memory: \(memory.megabytes.written) MB, timeout: \(timeout.written) s }
                  api: { use: \(isLong ? "function-url" : "http-api") }
              # Tasks that give a handler at least as much of a core and as much memory as the function has.
              fargate:
                like: lambda
                place:
                  work: { use: fargate, cpu: \(size.written), memory: \(taskMemory.written) GB, tasks: \(tasks.lowerBound)..\(tasks.upperBound), scale-on: { cpu: 50% } }
                  api: { use: alb\(isLong ? ", timeout: \(timeout.written) s" : "") }

            """
    }

    private static func range(_ low: Double, _ typical: Double, _ high: Double) -> String {
        "{ low: \(time(low)), typical: \(time(typical)), high: \(time(high)) }"
    }

    private static func time(_ seconds: Double) -> String { "\((seconds * 1000).written) ms" }
    private static func percent(_ share: Double) -> String { "\((share * 100).written) %" }
}
