// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing
import Scenario
import Testing

@testable import Study

/// Handlers that several products share.
@Suite struct SplitTests {
    /// Eight requests a second, each a second of waiting by chance: an offered load of 8.
    private func options(_ deployments: String, seconds: Int = 20_000, replications: Int = 4) throws
        -> [DeploymentResult]
    {
        let text = """
            name: Shared
            period: { simulate: \(seconds) s, bill-as: \(seconds) s }
            traffic: { users: { to: work, arrivals: { rate: 8/s } } }
            handlers: { work: { steps: [ wait: { exponential: 1 s } ] } }
            deployments:
            \(deployments)
            """
        return try Fixtures.study(text, replications: replications)
            .deployments
    }

    private static let function = "use: lambda, memory: 512 MB, timeout: none, cold-start: none"

    /// Share of the work that is lost by `servers` without a queue (Erlang's B, by its recursion).
    private static func blocked(servers: Int, load: Double) -> Double {
        (1...servers).reduce(1) { load * $0 / (Double($1) + load * $0) }
    }

    /// What finds all places taken overflows, and nothing is refused: B(6, 8) = 0.3898 of the work. Bursts of overflow
    /// make its count vary more than a binomial's; 0.005 is four of its standard errors for 640,000 requests.
    @Test(arguments: [
        "{ use: fargate, tasks: 1, concurrency: 6, queue: none }",
        "{ use: lambda, memory: 512 MB, timeout: none, cold-start: none, reserved: 6 }",
    ])
    func whatFindsAllPlacesTakenOverflows(first: String) throws {
        let option = try #require(try options(
            "  only: { place: { work: { overflow: [ \(first), { \(Self.function) } ] } } }").first)
        let taken = (option.services.first?.requests ?? option.functions[0].invocations).value
        let over = try #require(option.functions.last).invocations.value
        #expect(abs(over / (over + taken) - Self.blocked(servers: 6, load: 8)) < 0.005)
        #expect(option.overall.counts.refused == 0)
        #expect(option.services.allSatisfy { $0.refused.value == 0 })
        #expect(option.functions.allSatisfy { $0.throttles.isEmpty })
    }

    /// A request finds all of the first member's and all of the second's places taken: the last refuses it.
    @Test func theLastMemberRefuses() throws {
        let option = try #require(try options("""
              only:
                place:
                  work:
                    overflow:
                      - { use: fargate, tasks: 1, concurrency: 4, queue: none }
                      - { \(Self.function), reserved: 6 }
            """).first)
        // Together they are ten places, whoever has them.
        #expect(abs((option.overall.refusedShare.value ?? 0) - Self.blocked(servers: 10, load: 8)) < 0.004)
    }

    /// A fifth of 640,000 requests, within four standard deviations of a binomial; and the same requests whatever the
    /// products are.
    @Test func sharesAreDrawnOnceForAllDeployments() throws {
        let found = try options("""
              one: { place: { work: { split: [ { share: 80%, use: fargate }, { share: 20%, \(Self.function) } ] } } }
              two: { place: { work: { split: [ { \(Self.function) }, { share: 20%, \(Self.function) } ] } } }
            """)
        let count = 640_000.0
        let second = found.map { $0.functions.last?.invocations.value ?? 0 }
        #expect(abs(second[0] * 4 - count / 5) < 4 * (count * 0.2 * 0.8).squareRoot() + 4 * count.squareRoot() / 5)
        #expect(second[0] == second[1])
        #expect(found[1].functions.map(\.name) == ["work (lambda)", "work (lambda 2)"])
    }

    /// All for one is that one.
    @Test func aWholeShareIsThePlainPlacement() throws {
        let found = try options("""
              plain: { place: { work: { \(Self.function) } } }
              whole: { place: { work: { split: [ { share: 100%, \(Self.function) }, { use: fargate } ] } } }
            """, seconds: 2_000)
        #expect(found[0].overall.latency == found[1].overall.latency)
        #expect(found[0].functions[0].invocations == found[1].functions[0].invocations)
    }

    /// Each member has its own lines: 20,000 s of two tasks of one core and 2 GB are 11.11 hours of 2 cores and 4 GB,
    /// and the function is billed for what it got.
    @Test func membersAreBilledEachByItsOwnRules() throws {
        let option = try #require(try options(
            "  only: { place: { work: { split: [ { share: 50%, use: fargate }, { share: 50%, \(Self.function) } ] } } }"
        ).first)
        func quantity(_ meter: String) -> Double? { option.invoice.first { $0.meter == meter }?.quantity.value }
        let hours = 20_000.0 / 3600
        #expect(abs((quantity("fargate/vcpu_x86") ?? 0) - 2 * hours) < 1e-6)
        #expect(abs((quantity("fargate/memory_x86") ?? 0) - 4 * hours) < 1e-6)
        #expect(quantity("lambda/requests_x86") == option.functions[0].invocations.value)
    }

    /// A busy member's refusal is not told to the handler that asked.
    @Test func invocationsByHandlersOverflowToo() throws {
        let text = """
            name: Inner
            period: { simulate: 100.2 s, bill-as: 100.2 s }
            traffic: { clock: { to: outer, arrivals: { process: deterministic, every: 1 s, first: 0.5 s } } }
            handlers:
              outer: { steps: [ parallel: [ [ invoke: inner ], [ invoke: inner ], [ invoke: inner ] ] ] }
              inner: { steps: [ wait: 0.5 s ] }
            deployments:
              only:
                place:
                  outer: { \(Self.function) }
                  inner: { overflow: [ { \(Self.function), reserved: 1 }, { \(Self.function) } ] }
            """
        let options = Fixtures.options(replications: 1)
        let option = try ForecastStudy(Scenario.load(text: text), prices: PriceBook.standard(), options: options).run()
            .deployments[0]
        // Of three at once one has the place.
        #expect(option.functions.map(\.name) == ["outer", "inner (lambda)", "inner (lambda 2)"])
        #expect(option.functions.map(\.invocations.value) == [100, 100, 200])
        #expect(option.overall.counts.answered == 100)
    }
}
