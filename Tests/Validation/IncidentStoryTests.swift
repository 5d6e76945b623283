// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Scenario
import Testing

/// Incidents that others have written about, told as scenarios.
@Suite("Validation: incidents") struct IncidentStoryTests {
    /// Throttled receives: each counts against `attempts`, though no handler has seen the message (AWS Lambda
    /// Developer Guide, Using Lambda with Amazon SQS: configuring maximum concurrency).
    @Test(arguments: [1, 2, 3]) func throttledMessagesDieUnseen(attempts: Int) throws {
        let reserved = try jobs(attempts: attempts, atOnce: "", reserved: "reserved: 2,")
        #expect(reserved.refusedDeliveries > 0)
        #expect(reserved.deadUnprocessed > 0)
        #expect(reserved.deadLettered == reserved.deadUnprocessed, "the handler itself never fails")
        let bounded = try jobs(attempts: attempts, atOnce: "at-once: 2,", reserved: "")
        #expect(bounded.refusedDeliveries == 0)
        #expect(bounded.deadLettered == 0)
        #expect(bounded.processed + bounded.backlogAtEnd == bounded.arrived)
    }

    /// A batch of 100 jobs a minute that keep two of them busy for 50 s.
    private func jobs(attempts: Int, atOnce: String, reserved: String) throws -> SubscriptionObservation {
        try Story("""
            traffic: { senders: { to: jobs, arrivals: { process: batches, of: 100, rate: 1/min } } }
            handlers: { work: { steps: [ wait: 1 s ] } }
            channels:
              jobs:
                { kind: queue, to: work, batch: 1, visibility: 30 s, attempts: \(attempts), \(atOnce) failed-to: dead }
              dead: { kind: queue }
            deployments: { one: { place: { work: { \(Story.lambda), \(reserved) reuse: random } } } }
            """, seconds: 1200).messages(of: 0)
    }

    /// A poison record stalls its shard until attempts run out, and takes its batch with it; halves leave it alone
    /// (AWS Lambda Developer Guide, Using Lambda with Kinesis: bisect on function error).
    @Test func aPoisonRecordStallsItsShard() throws {
        let stalled = try readings("attempts: unlimited")
        #expect(stalled.deadLettered == 0)
        #expect(stalled.processed < 700, "what came before the poison, at 60 s")
        #expect(Double(stalled.oldest) > 450e9, "the iterator age grows until the end")

        let patient = try readings("attempts: 8")
        #expect(patient.deadLettered > 1, "the whole batch")
        #expect(patient.backlogAtEnd < 500)
        #expect(Double(patient.oldest) > 60e9)
        #expect(Double(patient.oldest) < Double(stalled.oldest))

        let halved = try readings("attempts: 3, bisect: true")
        #expect(halved.deadLettered == 1, "the poison and nothing else")
        #expect(halved.backlogAtEnd < 500)
        #expect(halved.oldest < patient.oldest)
    }

    /// Ten records a second into one shard for ten minutes; one that nobody can process comes after a minute.
    private func readings(_ settings: String) throws -> SubscriptionObservation {
        try Story("""
            traffic: { devices: { to: readings, arrivals: { process: deterministic, every: 100 ms } } }
            handlers: { work: { steps: [ compute: 1 ms ] } }
            channels:
              readings: { kind: stream, to: work, batch: 100, window: 5 s, failed-to: dead, \(settings) }
              dead: { kind: queue }
            incidents: [ { at: 1 min, poison: readings } ]
            deployments: { one: { place: { work: { \(Story.lambda) }, readings: { use: kinesis, shards: 1 } } } }
            """, seconds: 600).messages(of: 0)
    }

    /// Layers that each try again multiply (Google SRE book, ch. 22).
    @Test func layersOfRetriesMultiply() throws {
        let story = try Story("""
            traffic:
              users:
                to: api
                arrivals: { process: deterministic, every: 10 s, first: 1 s }
                retry: { attempts: 2, base: 10 ms }
            handlers:
              api: { steps: [ invoke: { service: 1 KB, retry: { attempts: 3, base: 10 ms } } ] }
              service: { steps: [ call: { database: 1 KB, retry: { attempts: 4, base: 10 ms } } ] }
            backends: { database: { kind: external, latency: 1 ms } }
            incidents: [ { at: 0 s, for: 1 h, fail: database, share: 100% } ]
            deployments: { one: { place: { handlers: { \(Story.lambda) } } } }
            """, seconds: 95)
        #expect(story.observation.flows[0].offered == 10)
        #expect(story.observation.flows[0].failed == 10)
        #expect(story.observation.backends[0].calls == 10 * 2 * 3 * 4)
    }

    /// A storm of retries outlives its trigger: a database of 300 calls a second, asked 280 times a second, that stood
    /// still for ten seconds gets 560 a second ever after, and answers hardly one in time (Bronson et al., Metastable
    /// Failures in Distributed Systems, HotOS 2021, section 2.1).
    @Test func aRetryStormOutlivesItsTrigger() throws {
        let late = try storm(budget: "none").observation
        let attempts = Double(late.flows[0].attempts) / late.window.seconds
        #expect(abs(attempts - 560) <= 0.02 * 560)
        #expect(late.flows[0].answered < late.flows[0].offered / 50)
    }

    /// Retries that are paid for by successes end with them, and the queue drains.
    @Test func aRetryBudgetEndsTheStorm() throws {
        let late = try storm(budget: "{ capacity: 100, transient-cost: 10, refund: 1 }").observation
        #expect(Double(late.flows[0].answered) > 0.98 * Double(late.flows[0].offered))
        #expect(Double(late.flows[0].attempts) < 1.05 * Double(late.flows[0].offered))
    }

    /// Observed from seven minutes after the outage on.
    private func storm(budget: String) throws -> Story {
        let scenario = try Scenario.load(
            path: Case.path("E04.yaml"),
            overrides: [
                Override(path: "traffic.clients.arrivals.rate", value: "280/s"),
                Override(path: "traffic.clients.retry.budget", value: budget),
            ])
        return try Story(scenario, from: 480, seconds: 100)
    }
}
