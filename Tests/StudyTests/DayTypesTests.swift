// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import SimulationKernel
import Testing
import Workload

@testable import PlatformModels
@testable import Study

@Suite struct DayTypesTests {
    /// Five working days and a weekend, busy from 8 to 18.
    private func week(mean: Double) throws -> RateProfile {
        let work = (0..<24).map { (8..<18).contains($0) ? 10.0 : 1 }, rest = [Double](repeating: 2, count: 24)
        return try .steps([work, work, work, work, work, rest, rest].flatMap { $0 }, mean: mean)
    }
    private let length = SimulationDuration.seconds(7 * 86_400)

    @Test func equalDaysAreSimulatedOnce() throws {
        let plan = try Fixtures.plan(rate: week(mean: 1))
        let design = try #require(DayTypes.design(of: [plan], period: length, needed: 0))
        #expect(design.parts.map(\.weight) == [5, 2])
        // Not the first day, which has no evening before it; Saturday for the weekend.
        #expect(design.parts.map { $0.stretch.start.seconds } == [86_400, 5 * 86_400])
        #expect(design.greatestWeight == 5)
        #expect(design.notes.count == 1)
    }

    /// The users' midnight is 05:00 of the period's clock; their Friday evenings are busier than their Sunday evenings,
    /// so from 00:00 on Monday, Tuesday to Friday, Saturday and Sunday are four kinds, from 05:00 on they are two.
    private func western(mean: Double = 1) throws -> RateProfile {
        let work = (0..<24).map { (8..<18).contains($0) ? 10.0 : 4 }, rest = [Double](repeating: 2, count: 24)
        let local = [work, work, work, work, work, rest, rest].flatMap { $0 }
        return try .steps(Array(local.suffix(5) + local.dropLast(5)), mean: mean)
    }

    @Test func daysBeginWhereTheUsersAre() throws {
        let plan = try Fixtures.plan(rate: western())
        let design = try #require(DayTypes.design(of: [plan], period: length, needed: 0))
        #expect(design.parts.map(\.weight) == [5, 2])
        let hours = design.parts.map { $0.stretch.start.seconds / 3600 }
        #expect(hours == [29, 125]) // 05:00 of the second and of the sixth day
        #expect(design.parts.map(\.label) == ["days 1–5 from 05:00", "days 6, 7 from 05:00"])
    }

    @Test func daysBeginAtMidnightWhereThePeriodDoesNotRepeat() throws {
        // The same traffic over five days: they begin with a Sunday evening, a Friday evening follows them.
        let plan = try Fixtures.plan(rate: western())
        let design = try #require(DayTypes.design(of: [plan], period: .seconds(5 * 86_400), needed: 0))
        #expect(design.parts.map(\.weight).sorted() == [1, 4])
        #expect(design.parts.map(\.stretch.start.seconds) == [0, 86_400])
    }

    /// The weighted week from 05:00 on has the requests, the bill and the latencies of the week from Monday 00:00 on.
    @Test func daysFromAnotherHourAgreeWithTheWholePeriod() throws {
        try expectAgreement(of: wholeAndWeighted(western(mean: 0.1)))
    }

    /// The same week, simulated whole and by its kinds of days.
    private func wholeAndWeighted(_ rate: RateProfile) throws -> (whole: DeploymentResult, weighted: DeploymentResult) {
        let plan = Fixtures.plan(rate: rate, mean: 0.5, bucket: 900)
        var rule = StoppingRule()
        rule.fixed = 20
        var core = Fixtures.core([Fixtures.subject("lambda", plan)], length: length.seconds, rule: rule)
        core.threads = 2
        let whole = try core.run().deployments[0]
        core.design = try #require(DayTypes.design(of: [plan], period: length, needed: 0))
        return try (whole, core.run().deployments[0])
    }

    /// Within what the two know of the bill; as many requests but for chance; as many cold starts, since days overlap
    /// at their edges as they do in the whole week.
    private func expectAgreement(of week: (whole: DeploymentResult, weighted: DeploymentResult)) throws {
        let (whole, weighted) = week
        let half = try #require(weighted.monthlyCost.halfWidth) + #require(whole.monthlyCost.halfWidth)
        #expect(abs(weighted.monthlyCost.value - whole.monthlyCost.value) < half)
        let ratio = Double(weighted.overall.counts.offered) / Double(whole.overall.counts.offered)
        #expect(abs(ratio - 1) < 0.01)
        let cold = try (#require(weighted.overall.coldShare.value), #require(whole.overall.coldShare.value))
        #expect(abs(cold.0 / cold.1 - 1) < 0.1)
    }

    @Test func thePeriodIsSimulatedWholeWhereDaysDoNotRepeat() throws {
        let plan = try Fixtures.plan(rate: week(mean: 1))
        #expect(DayTypes.design(of: [plan], period: .seconds(3 * 86_400 + 1), needed: 0) == nil)
        #expect(DayTypes.design(of: [plan], period: length, needed: 1e9) == nil, "too few requests to bother")
        var modulated = plan
        modulated.sources[0].arrivals = .times([1, 2, 3], period: nil)
        #expect(DayTypes.design(of: [modulated], period: length, needed: 0) == nil)
        var loop = plan
        loop.sources[0].arrivals = .closedLoop(users: 3, think: .constant(1))
        #expect(DayTypes.design(of: [loop], period: length, needed: 0) == nil)
    }

    @Test func aScheduleTellsDaysApart() throws {
        var plan = Fixtures.plan(rate: .constant(1), on: .service(0))
        plan.services[0].schedule = (0..<7).map { day in
            ScheduledBounds(
                time: SimulationTime(seconds: Double(day) * 86_400 + 3600),
                bounds: TaskBounds(minimum: day == 3 ? 5 : 2, maximum: 9))
        }
        let design = try #require(DayTypes.design(of: [plan], period: length, needed: 0))
        // The first day begins with the bounds of the plan, the fourth changes them, the fifth begins with that.
        #expect(design.parts.map(\.weight).sorted() == [1, 1, 1, 4])
    }

    @Test func anIncidentBelongsToOneDay() throws {
        var plan = try Fixtures.plan(rate: week(mean: 1))
        #expect(DayTypes.design(of: [plan], period: length, needed: 0) != nil)
        plan.incidents = [
            IncidentPlan(name: "deploy", start: SimulationTime(seconds: 3600), effect: .deploy(.function(0), share: 1))
        ]
        #expect(DayTypes.design(of: [plan], period: length, needed: 0) == nil)
    }

    @Test func messagesThatWaitForHoursTieDays() throws {
        var plan = try Fixtures.plan(rate: week(mean: 1))
        var subscription = SubscriptionPlan(
            name: "jobs → answer", target: .handler(0), consumption: .push(PushPlan(failureDelays: [])))
        subscription.delay = .seconds(7200)
        plan.channels = [ChannelPlan(name: "jobs", subscriptions: [subscription])]
        #expect(DayTypes.design(of: [plan], period: length, needed: 0) == nil)
        plan.channels[0].subscriptions[0].delay = .seconds(60)
        #expect(DayTypes.design(of: [plan], period: length, needed: 0) != nil)
    }

    /// A message every ten seconds, each 15 s of work, one at a time: every day leaves thousands to the next.
    @Test func aBacklogThatCrossesMidnightMakesAllDaysCount() throws {
        var plan = Plan()
        plan.sources = [
            SourcePlan(
                name: "clock", arrivals: .deterministic(interval: 10, first: 10),
                routes: [RoutePlan(door: nil, handler: 1, share: 1)])
        ]
        plan.program.draws = [Draw(.constant(15), stream: "work")]
        plan.program.calls = [CallPlan(.channel(0), latency: nil, stream: "publish")]
        plan.program.instructions = [.wait(draw: 0), .end, .call(0), .end]
        plan.services = [
            ServicePlan(name: "work", vCPU: 1, memory: 2048, tasks: TaskBounds(minimum: 1, maximum: 1)), .clients,
        ]
        plan.handlers = [
            HandlerPlan(name: "work", fleet: .service(0), entry: 0), HandlerPlan(name: "publish", fleet: .service(1), entry: 2),
        ]
        let poll = PollPlan(pollers: .perTask(1), visibility: .seconds(60))
        plan.channels = [
            ChannelPlan(name: "jobs", subscriptions: [
                SubscriptionPlan(name: "jobs → work", target: .handler(0), consumption: .poll(poll))
            ])
        ]
        plan.bucketWidth = .seconds(900)
        var rule = StoppingRule()
        rule.fixed = 1
        var core = Fixtures.core([Fixtures.subject("pool", plan)], length: length.seconds, rule: rule)
        core.design = try #require(DayTypes.design(of: [plan], period: length, needed: 0))
        #expect(core.design.greatestWeight == 7)
        let result = try core.run()
        #expect(result.period.stretches.map(\.weight) == [1] && result.period.simulated == length.seconds)
        #expect(result.assumptions.contains { $0.address == "period.days" && $0.value == "all simulated" })
    }

    /// The weighted week agrees with the whole week, within what the two know; its interval is the wider.
    @Test func weightedDaysAgreeWithTheWholePeriod() throws {
        let (whole, weighted) = try wholeAndWeighted(week(mean: 0.1))
        try expectAgreement(of: (whole, weighted))
        #expect(weighted.violations.isEmpty && whole.violations.isEmpty)
        #expect(try #require(weighted.monthlyCost.halfWidth) > #require(whole.monthlyCost.halfWidth))
        let p99 = try (
            #require(weighted.overall.latency.percentile(0.99)?.estimate).value,
            #require(whole.overall.latency.percentile(0.99)?.estimate).value)
        #expect(abs(p99.0 / p99.1 - 1) < 0.03)
    }

    @Test func weightsCountEachRequestAsOften() {
        var day = LogHistogram(), rest = LogHistogram()
        for value in [10, 20, 30] as [UInt64] { day.record(value) }
        rest.record(1000)
        var sum = LogHistogram()
        sum.merge(day, times: 5)
        sum.merge(rest, times: 2)
        #expect(sum.count == 17 && sum.sum == 2300 && sum.minimum == 10 && sum.maximum == 1000)
        #expect(sum.countAtMost(30) == 15)
        var repeated = LogHistogram()
        for _ in 0..<5 { repeated.merge(day) }
        for _ in 0..<2 { repeated.merge(rest) }
        #expect(sum == repeated)
    }

    @Test func aPilotSamplesThePeriodEvenlyAndSaysSo() throws {
        let design = RunDesign.pilot(over: length, warmUp: .zero, requestsPerSecond: 100)
        #expect(design.isPilot && design.parts.count == 24)
        #expect(design.work * 100 < 1_100_000)
        let plan = try Fixtures.plan(rate: week(mean: 0.1))
        var core = Fixtures.core([Fixtures.subject("lambda", plan)], length: length.seconds)
        core.design = .pilot(over: length, warmUp: .zero, requestsPerSecond: 0.1, requests: 20_000)
        let result = try core.run()
        #expect(result.period.isPilot && result.stopping.reason == .pilot)
        #expect(result.verdict.sentence.hasPrefix("First look") && result.verdict.outcome == .none)
        #expect(result.warnings.contains { $0.contains("first look") })
    }
}
