// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import Pricing
import Sampling
import Scenario
import SimulationKernel
import Workload

@testable import PlatformModels
@testable import Study

/// A small application: one source, one handler, on a function or in a container.
enum Fixtures {
    static func plan(
        rate: RateProfile = .constant(5), mean: Double = 0.1, on fleet: FleetReference = .function(0),
        tasks: Int = 2, concurrency: Int? = nil, bucket: Double = 60
    ) -> Plan {
        var plan = Plan()
        plan.sources = [
            SourcePlan(name: "users", arrivals: .poisson(rate), routes: [RoutePlan(door: nil, handler: 0, share: 1)])
        ]
        plan.program.draws = [Draw(.exponential(mean: mean), stream: "answer.compute")]
        plan.program.instructions = [.compute(draw: 0), .end]
        plan.handlers = [HandlerPlan(name: "answer", fleet: fleet, entry: 0)]
        plan.accounts = [AccountPlan(name: "account", concurrency: 1000)]
        switch fleet {
        case .function:
            var function = FunctionPlan(name: "answer", account: 0, memory: 512, vCPU: 1)
            function.idleLifetime = Draw(.constant(300), stream: "answer.idle")
            plan.functions = [function]
        case .service:
            var service = ServicePlan(
                name: "answer", vCPU: 1, memory: 2048, tasks: TaskBounds(minimum: tasks, maximum: tasks))
            service.concurrency = concurrency
            plan.services = [service]
        case .workflow:
            plan.workflows = [WorkflowPlan(name: "answer", isExpress: false)]
        }
        plan.bucketWidth = .seconds(bucket)
        return plan
    }

    /// A cent for each attempt, and ten dollars a month.
    static let centABiller = Biller { observation, _ in
        let attempts = observation.flows.reduce(0) { $0 + $1.attempts }
        let month = Decimal(attempts) * 3600 * 730 / Decimal(max(observation.window.seconds, 1))
        return Bill(lines: [
            line("requests", quantity: month, price: Decimal(string: "0.01")),
            line("hours", quantity: 730, price: 10 / Decimal(730)),
        ])
    }

    static func line(_ meter: String, quantity: Decimal, price: Decimal?) -> BillLine {
        BillLine(
            key: meter, service: "Service", meter: meter, title: meter, unit: "unit", quantity: quantity,
            unitPrice: price, amount: price.map { $0 * quantity }, tier: "", source: "test", date: "2026-01-01",
            confidence: .high, note: "",
            parts: [BillPart(name: "answer", component: .function(0), quantity: quantity)])
    }

    static func subject(_ name: String, _ plan: Plan, objectives: [ObjectiveSpec] = []) -> StudySubject {
        StudySubject(name: name, plan: plan, biller: centABiller, billedHours: 730, objectives: objectives)
    }

    static func core(_ subjects: [StudySubject], length: Double, rule: StoppingRule = StoppingRule()) -> StudyCore {
        StudyCore(
            scenarioName: "test", version: "0", subjects: subjects, design: .whole(.seconds(length)), seed: 1,
            rule: rule, billedHours: 730)
    }

    /// An observation of `plan` in which each of `latencies` (seconds) is an answered request.
    static func observation(
        _ plan: Plan, window: Double = 3600, latencies: [Double], refused: UInt64 = 0
    ) -> Observation {
        var flow = FlowObservation(source: 0, handler: 0, door: nil)
        for latency in latencies { flow.warmLatency.record(UInt64((latency * 1e9).rounded())) }
        flow.answered = UInt64(latencies.count)
        flow.refused = refused
        flow.offered = flow.answered + refused
        flow.attempts = flow.offered
        return Observation(
            window: .seconds(window), sources: [SourceObservation(name: "users")], flows: [flow], doors: [],
            functions: plan.functions.map { FunctionObservation(name: $0.name, invocations: flow.answered) },
            services: plan.services.map { ServiceObservation(name: $0.name, requests: flow.answered) },
            backends: [], accounts: plan.accounts.map { _ in .empty }, events: 10_000_000,
            invocations: flow.answered, stop: nil, violations: [])
    }

    /// A scenario, run exactly so often under the prices that come with the program.
    static func study(_ text: String, replications: Int, _ overrides: [Override] = []) throws -> StudyResult {
        let scenario = try Scenario.load(text: text, overrides: overrides)
        return try ForecastStudy(scenario, prices: .standard(), options: options(replications: replications)).run()
    }

    static func options(replications: Int) -> StudyOptions {
        var options = StudyOptions()
        options.rule = StoppingRule()
        options.rule?.fixed = replications
        return options
    }

    static func contender(
        _ name: String, costs: [Double], exclusions: [ExclusionReason] = []
    ) -> Contender {
        Contender(
            name: name, monthlyCost: ReplicationInterval.mean(of: costs), costs: costs,
            p99s: costs.map { _ in 0.1 }, exclusions: exclusions)
    }
}
