// SPDX-License-Identifier: GPL-3.0-or-later
import Scenario
import Testing

@testable import Study

@Suite struct MessageFindingTests {
    /// A topic tries three times in all and gives up what fails each time: with a failure in two, one message in eight.
    @Test func whatFailsWithoutADeadLetterChannelIsLost() throws {
        let run = FindingRun(
            rule: .noDeadLetters,
            text: """
                name: News
                period: { simulate: 2 h }
                traffic: { editors: { to: news, arrivals: { process: deterministic, every: 2 s } } }
                handlers: { tell: { steps: [ fail: 50% ] } }
                channels: { news: { kind: topic, to: tell }, parked: { kind: queue, keeps: 14 days } }
                deployments: { lambda: { place: { tell: { use: lambda, cold-start: none } } } }
                """)
        let finding = try run.expectCure("parked")
        #expect(finding.address == "channels.news.failed-to" && FindingRun.hasNumbers(finding))
        let seen = try #require(try run.study().deployments[0].channels.first?.subscriptions.first)
        let lost = seen.lost.value / (seen.lost.value + seen.processed.value)
        #expect(abs(lost - 0.125) < 0.03)
    }

    /// Asynchronous invocations have a channel that no scenario names: what is set stands with the handler.
    @Test func asynchronousInvocationsCanBeLostToo() throws {
        let run = FindingRun(
            rule: .noDeadLetters,
            text: """
                name: Asynchronous
                period: { simulate: 2 h }
                traffic: { callers: { to: ask, arrivals: { process: deterministic, every: 10 s } } }
                handlers:
                  ask: { steps: [ invoke: { tell: 1 KB, async: true } ] }
                  tell: { steps: [ fail: 50% ] }
                channels: { parked: { kind: queue, keeps: 14 days } }
                deployments: { lambda: { place: { handlers: { use: lambda, cold-start: none } } } }
                """)
        #expect(try run.expectCure("parked").address == "handlers.tell.asynchronous.failed-to")
    }

    private static let slowWork = """
        name: Slow work
        period: { simulate: 10 min }
        traffic: { clients: { to: jobs, arrivals: { process: deterministic, every: 2 s } } }
        handlers: { work: { steps: [ wait: 5 s, write: { orders: 1 KB } ] } }
        channels:
          jobs: { kind: queue, to: work, visibility: 2 s, batch: 1 }
        backends: { orders: { kind: table }, seen: { kind: table } }
        deployments: { workers: { place: { work: { use: fargate, cpu: 0.5, memory: 1 GB, tasks: 2 } } } }
        """

    /// Work of 5 s behind a visibility of 2 s: every message is had again before it is done.
    @Test func aVisibilityShorterThanTheWorkIsFound() throws {
        let finding = try FindingRun(rule: .shortVisibility, text: Self.slowWork).expectCure("1 min")
        #expect(finding.address == "channels.jobs.visibility" && finding.evidence.contains("2 s"))
    }

    @Test func workDoneTwiceIsFoundUnlessItAsksFirst() throws {
        let finding = try FindingRun(rule: .notIdempotent, text: Self.slowWork)
            .expectCure("[ once-per: { store: seen, within: 1 day }, wait: 5 s, write: { orders: 1 KB } ]")
        #expect(finding.subject == "work" && finding.evidence.contains("orders"))
    }

    /// Nothing is done twice where the visibility is long enough.
    @Test func workDoneOnceIsNotFound() throws {
        let cure = Override(path: "channels.jobs.visibility", value: "1 min")
        #expect(try FindingRun(rule: .notIdempotent, text: Self.slowWork).findings([cure]).isEmpty)
    }

    /// Of ten keys with a Zipf exponent of 2 the first has 1/1.55 of the records: 13 of 20 a second, where a shard
    /// takes 10 and all four together 40.
    @Test func aHotShardIsFound() throws {
        let run = FindingRun(
            rule: .hotShard,
            text: """
                name: Hot
                period: { simulate: 10 min }
                traffic: { sensors: { to: events, arrivals: { rate: 20/s } } }
                handlers: { read: { steps: [ compute: 1 ms ] } }
                channels: { events: { kind: stream, to: read, key: { count: 10, zipf: 2 }, attempts: 2 } }
                deployments:
                  lambda:
                    place:
                      events: { use: kinesis, shards: 4, shard-records: 10/s }
                      read: { use: lambda, cold-start: none }
                """)
        let finding = try run.expectCure("{ count: 10000 }")
        #expect(finding.address == "channels.events.key" && finding.evidence.contains("64.5 %"))
    }

    @Test func aPoisonedLaneIsFound() throws {
        let run = FindingRun(
            rule: .poisonedLane,
            text: """
                name: Poison
                period: { simulate: 30 min }
                traffic: { sensors: { to: events, arrivals: { rate: 4/s } } }
                handlers: { read: { steps: [ compute: 1 ms ] } }
                channels: { events: { kind: stream, to: read, key: 1000, batch: 1 } }
                incidents: [ { at: 10 min, poison: events } ]
                deployments:
                  lambda:
                    place: { events: { use: kinesis, shards: 4 }, read: { use: lambda, cold-start: none } }
                """)
        let finding = try run.expectCure("2")
        #expect(finding.address == "channels.events.attempts")
    }

    /// A poison record at the head of the only lane: hardly anything is delivered but it, again and again, so that half
    /// of all deliveries are of old messages.
    @Test func aLaneThatIsPoisonedFromTheStartIsFound() throws {
        let run = FindingRun(
            rule: .poisonedLane,
            text: """
                name: Poison
                period: { simulate: 1 h }
                traffic: { sensors: { to: events, arrivals: { rate: 1/s } } }
                handlers: { read: { steps: [ compute: 1 ms ] } }
                channels: { events: { kind: stream, to: read, batch: 1 } }
                incidents: [ { at: 10 s, poison: events } ]
                deployments:
                  lambda:
                    place: { events: { use: kinesis, shards: 1 }, read: { use: lambda, cold-start: none } }
                """)
        try run.expectCure("2")
    }
}
