// SPDX-License-Identifier: GPL-3.0-or-later
import Scenario
import Testing

@testable import Study

@Suite struct BackendFindingTests {
    /// 100 calls a second of 100 ms are ten at once on average, and the backend serves five.
    @Test func concurrencyThatOverwhelmsABackendIsFound() throws {
        let run = FindingRun(
            rule: .overwhelmedBackend,
            text: """
                name: Overwhelmed
                period: { simulate: 5 min }
                traffic: { callers: { to: work, arrivals: { rate: 100/s } } }
                handlers: { work: { steps: [ call: { api: 1 KB } ] } }
                backends: { api: { kind: external, latency: 100 ms, concurrency: 5 } }
                deployments: { lambda: { place: { work: { use: lambda, cold-start: none } } } }
                """)
        let finding = try run.expectCure("5")
        #expect(finding.address == "deployments.lambda.place.work.reserved" && finding.evidence.contains("serves 5"))
    }

    /// Four tasks open ten connections each, and the database has twenty.
    @Test func poolsThatExhaustADatabaseAreFound() throws {
        let run = FindingRun(
            rule: .overwhelmedBackend,
            text: """
                name: Pools
                period: { simulate: 5 min }
                traffic: { callers: { to: work, arrivals: { rate: 100/s } } }
                handlers: { work: { steps: [ query: { db: 1 KB } ] } }
                backends: { db: { kind: relational, connections: 20, latency: 20 ms } }
                deployments: { four: { place: { work: { use: fargate, tasks: 4 } } } }
                """)
        let finding = try run.expectCure("5")
        #expect(finding.address == "deployments.four.place.work.connection-pool")
        #expect(finding.evidence.contains("Up to 4 tasks of work open 10 connections each, where db has 20"))
    }

    /// In front of a queue it is the deliveries at once that are bounded: nothing is lost by waiting.
    @Test func behindAQueueTheDeliveriesAreBounded() throws {
        let run = FindingRun(
            rule: .overwhelmedBackend,
            text: """
                name: Queue
                period: { simulate: 5 min }
                traffic: { callers: { to: jobs, arrivals: { process: batches, of: 100, rate: 0.2/s } } }
                handlers: { work: { steps: [ call: { api: 1 KB } ] } }
                channels: { jobs: { kind: queue, to: work, visibility: 1 min, batch: 1, at-once: 50 } }
                backends: { api: { kind: external, latency: 100 ms, concurrency: 4 } }
                deployments: { lambda: { place: { work: { use: lambda, cold-start: none } } } }
                """)
        #expect(try run.expectCure("4").address == "channels.jobs.at-once")
    }

    /// A topic has no bound on deliveries at once: it is the function that is bounded.
    @Test func behindATopicTheFunctionIsBounded() throws {
        let run = FindingRun(
            rule: .overwhelmedBackend,
            text: """
                name: Topic
                period: { simulate: 5 min }
                traffic: { callers: { to: news, arrivals: { process: batches, of: 100, rate: 0.2/s } } }
                handlers: { work: { steps: [ call: { api: 1 KB } ] } }
                channels: { news: { kind: topic, to: work } }
                backends: { api: { kind: external, latency: 100 ms, concurrency: 4 } }
                deployments: { lambda: { place: { work: { use: lambda, cold-start: none } } } }
                """)
        #expect(try run.expectCure("4").address == "deployments.lambda.place.work.reserved")
    }

    /// Two handlers at 40 % each of a backend that three may use at once.
    @Test func aSharedBackendIsFound() throws {
        let run = FindingRun(
            rule: .sharedBackend,
            text: """
                name: Shared
                period: { simulate: 10 min }
                traffic:
                  readers: { to: read, arrivals: { rate: 12/s } }
                  writers: { to: write-down, arrivals: { rate: 12/s } }
                handlers:
                  read: { steps: [ call: { db: 1 KB } ] }
                  write-down: { steps: [ call: { db: 1 KB } ] }
                backends:
                  db:
                    kind: external
                    latency: { exponential: 100 ms }
                    concurrency: 3
                    when-full: { queue: unlimited, patience: 60 s }
                  other: { kind: external, latency: { exponential: 100 ms } }
                deployments: { lambda: { place: { handlers: { use: lambda, timeout: 60 s, cold-start: none } } } }
                """)
        let finding = try run.expectCure("{ other: 1 KB }", at: "handlers.write-down.steps.1.call")
        #expect(finding.address == "backends.db.concurrency")
        #expect(finding.title.contains("read") && finding.title.contains("write-down"))
    }

    private static let retries = """
        name: Retries
        period: { simulate: 5 min }
        traffic: { callers: { to: work, arrivals: { rate: 20/s }, retry: { attempts: 3, base: 100 ms } } }
        handlers: { work: { steps: [ call: { api: 1 KB, retry: { attempts: 3, base: 50 ms } } ] } }
        backends: { api: { kind: external, latency: 10 ms, limit: { rate: 5/s, burst: 5 } } }
        deployments: { lambda: { place: { work: { use: lambda, timeout: 30 s, cold-start: none } } } }
        """

    /// Three attempts in each of two layers make up to nine calls of one request.
    @Test func layeredRetriesAreFound() throws {
        let finding = try FindingRun(rule: .layeredRetries, text: Self.retries).expectCure("none")
        #expect(finding.evidence.contains("callers ×") && finding.evidence.contains("work → api ×"))
    }

    /// Sixty at once, of whom ten are let through: without jitter the other fifty come back together.
    @Test func retriesWithoutJitterAreFound() throws {
        let run = FindingRun(
            rule: .noJitter,
            text: """
                name: Waves
                period: { simulate: 10 min }
                traffic: { callers: { to: work, arrivals: { process: batches, of: 60, rate: 0.1/s } } }
                handlers:
                  work: { steps: [ call: { api: 1 KB, retry: { attempts: 3, base: 1 s, jitter: none } } ] }
                backends: { api: { kind: external, latency: 10 ms, limit: { rate: 20/s, burst: 20 } } }
                deployments: { lambda: { place: { work: { use: lambda, timeout: 30 s, cold-start: none } } } }
                """)
        let finding = try run.expectCure("full")
        #expect(finding.address == "handlers.work.steps.1.call.retry.jitter")
    }
}
