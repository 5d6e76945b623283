// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing
import Scenario
import Testing

@testable import PlatformModels
@testable import Study

/// A message a second for ten minutes, two seconds of work each, and nothing by chance.
@Suite struct ChannelResultTests {
    private static let text = """
        name: Clockwork
        period: { simulate: 10 min, bill-as: 1 h }
        traffic: { clock: { to: jobs, arrivals: { process: deterministic, every: 1 s } } }
        handlers:
          work: { steps: [ wait: 2 s, call: { api: 1 KB, retry: { attempts: 3, base: 1 s, jitter: none } } ] }
        channels:
          jobs: { kind: queue, to: work, visibility: 1 min, batch: 1, attempts: 2, failed-to: parked }
          parked: { kind: queue, keeps: 14 days }
        backends: { api: { kind: external, latency: 1 ms } }
        deployments:
          lambda: { place: { jobs: { use: sqs, latency: 0 ms }, work: { use: lambda, timeout: 30 s, cold-start: none } } }

        """

    private func study(_ objectives: String = "", _ overrides: [Override] = []) throws -> StudyResult {
        try Fixtures.study(Self.text + objectives, replications: 2, overrides)
    }

    @Test func messagesAreCountedAndTimed() throws {
        let result = try study()
        let option = result.deployments[0]
        // The implicit channel of asynchronous invocations carried nothing and is not there.
        #expect(option.channels.map(\.name) == ["jobs", "parked"])
        let jobs = option.channels[0], seen = jobs.subscriptions[0]
        // Ten minutes are billed as an hour: six times what was seen.
        #expect(abs(jobs.published.value - 3600) <= 6 && jobs.fed.value == 0 && jobs.refused.value == 0)
        #expect(abs(seen.processed.value - 3588) <= 12 && seen.target == "work")
        #expect(abs(seen.donePerSecond.value - 1) < 0.01)
        #expect(seen.lost.value == 0 && seen.duplicates.value == 0 && seen.redeliveries.value == 0)
        // Little's law: one a second, each there for 2 s.
        #expect(abs(seen.backlog.mean.value - 2) < 0.05 && abs(seen.busy.mean.value - 2) < 0.05)
        #expect(abs(seen.finalBacklog.value - 2) <= 1)
        let age = try #require(seen.ages.percentile(0.5)?.estimate?.value)
        #expect(abs(age / 2.001 - 1) < 0.01)
        #expect(option.channels[1].subscriptions[0].target == nil)
    }

    @Test func whatSendersDoThemselvesIsNobodysWork() throws {
        let option = try study().deployments[0]
        #expect(option.services.isEmpty)
        let scenario = try Scenario.load(text: Self.text)
        let options = Fixtures.options(replications: 1)
        _ = try ForecastStudy(scenario, prices: PriceBook.standard(), options: options).run(observe: { _, _, runs in
            let started = runs[0].functions[0].invocations
            // Those still running at the end have begun.
            #expect(runs[0].invocations >= started && runs[0].invocations <= started + 3)
        })
    }

    /// A backend that fails always: three attempts of each call, two of them retries; two deliveries of each message.
    @Test func attemptsAndRetriesOfCallsAreCounted() throws {
        let option = try study("incidents: [ { at: 0 s, fail: api, share: 100% } ]\n").deployments[0]
        let call = try #require(option.calls.first { $0.handler == "work" && $0.target == "api" })
        #expect(call.kind == .backend && call.givenUp.value > 0)
        #expect(abs(call.retries.value / call.attempts.value - 2.0 / 3) < 0.01)
        #expect(abs(call.failures.value / call.attempts.value - 1) < 0.01)
        let seen = option.channels[0].subscriptions[0]
        #expect(seen.processed.value == 0 && seen.deadLettered.value > 0 && seen.redeliveries.value > 0)
        #expect(seen.deadUnprocessed.value == 0, "each was tried")
        #expect(option.channels[1].fed.value == seen.deadLettered.value)
    }

    // MARK: Objectives

    @Test func agesAndLossesAreJudged() throws {
        let met = try study("objectives: { work: { lost: none, p99-age: 3 s } }\n").deployments[0].objectives
        #expect(met.map(\.status) == [.met, .met])
        #expect(met.map(\.name) == ["work p99-age", "work lost"])
        #expect(abs(try #require(met[0].found).value / 2.001 - 1) < 0.01)

        let late = try study("objectives: { work: { p99-age: 1 s } }\n").deployments[0].objectives
        #expect(late.map(\.status) == [.missed])
    }

    @Test func deadLettersAreLost() throws {
        let result = try study(
            "incidents: [ { at: 0 s, fail: api, share: 100% } ]\nobjectives: { work: { lost: none, p50-age: 1 h } }\n")
        let objectives = result.deployments[0].objectives
        #expect(objectives.map(\.status) == [.missed, .missed])
        #expect(objectives[1].evidence.contains("dead-lettered") && objectives[1].found?.value == 1)
    }

    @Test func requestsAreNotMessages() {
        do {
            _ = try study("objectives: { work: { p99: 1 s } }\n")
            Issue.record("nobody waits for the handler")
        } catch { #expect("\(error)".contains("p99.9-age")) }
    }

    /// Ten dead letters of which four were taken back, out of a hundred and ten arrivals: the four came twice.
    @Test func whatWasTakenBackIsNotLost() throws {
        var plan = Fixtures.plan()
        plan.channels = [
            ChannelPlan(name: "jobs", subscriptions: [
                SubscriptionPlan(name: "jobs → answer", target: .handler(0),
                                 consumption: .push(PushPlan(failureDelays: []))),
            ]),
            ChannelPlan(name: "parked", subscriptions: [
                SubscriptionPlan(name: "parked", target: .nobody, consumption: .push(PushPlan(failureDelays: []))),
            ]),
        ]
        plan.channels[0].subscriptions[0].deadLetter = 1
        var seen = Fixtures.observation(plan, latencies: [])
        seen.channels = plan.channels.map { channel in
            var result = ChannelObservation(name: channel.name)
            result.subscriptions = channel.subscriptions.map { SubscriptionObservation(name: $0.name) }
            return result
        }
        seen.channels[0].subscriptions[0].arrived = 110
        seen.channels[0].subscriptions[0].processed = 99
        seen.channels[0].subscriptions[0].deadLettered = 10
        seen.channels[0].subscriptions[0].lost = 1
        seen.channels[1].subscriptions[0].forwarded = 4
        let scope = try #require(MessageScope.scopes(of: plan).first)
        #expect(scope.counts(in: seen, of: plan).gone == 11, "nobody said that anything was taken back")
        plan.incidents = [IncidentPlan(name: "redrive", start: .zero, effect: .redrive(from: 1, to: 0, rate: 1))]
        let counts = try #require(MessageScope.scopes(of: plan).first).counts(in: seen, of: plan)
        #expect(counts.gone == 7 && counts.ended == 106)
    }
}
