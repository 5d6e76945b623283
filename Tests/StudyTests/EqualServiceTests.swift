// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Pricing
import Scenario
import Testing

@testable import Study

/// What does less is cheap for that.
@Suite struct EqualServiceTests {
    private func work(
        answered: UInt64, of requests: UInt64 = 10_000, processed: UInt64 = 0, of messages: UInt64 = 0,
        ended: Double? = 1, isBounded: Bool = false
    ) -> WorkDone {
        WorkDone(
            shares: [.requests: ShareEstimate([(answered, requests)]), .messages: ShareEstimate([(processed, messages)])],
            ended: ended, isBounded: isBounded)
    }

    private func contender(_ name: String, _ work: WorkDone, _ exclusions: [ExclusionReason] = []) -> Contender {
        var contender = Fixtures.contender(name, costs: [1, 2], exclusions: exclusions)
        contender.work = work
        return contender
    }

    private func reasons(_ contenders: Contender...) -> [[ExclusionReason]] {
        contenders.atEqualService().map(\.exclusions)
    }

    @Test func whoAnswersFewerIsNotNamed() {
        let all = contender("all", work(answered: 10_000))
        #expect(reasons(contender("half", work(answered: 5_500)), all)
            == [[.doesLess(.requests, share: 0.55, than: "all")], []])
        // A request in two hundred is within what a p99 leaves out.
        #expect(reasons(contender("most", work(answered: 9_950)), all) == [[], []])
        // Of twenty requests one that fails shows nothing: Wilson's interval reaches from 76 % to 99 %.
        #expect(reasons(contender("few", work(answered: 19, of: 20)), all) == [[], []])
        // Who is excluded for other reasons is no measure.
        #expect(reasons(contender("half", work(answered: 5_500)), contender("all", work(answered: 10_000), [.unstable]))
            == [[], [.unstable]])
        // An objective that says how much may be lost decides.
        #expect(reasons(contender("half", work(answered: 5_500, isBounded: true)), all) == [[], []])
    }

    @Test func whoGivesUpMoreMessagesIsNotNamed() {
        let good = contender("good", work(answered: 0, of: 0, processed: 9_900, of: 10_000))
        #expect(reasons(contender("bad", work(answered: 0, of: 0, processed: 6_000, of: 10_000)), good)
            == [[.doesLess(.messages, share: 0.6, than: "good")], []])
    }

    /// A twentieth fails, in front of a caller who waits or behind one who does not.
    @Test func whoWaitsLosesAsMuchAsWhoDoesNot() {
        let waiting = contender("waiting", work(answered: 9_500))
        let sending = contender("sending", work(answered: 10_000, of: 10_000, processed: 9_500, of: 10_000))
        #expect(reasons(waiting, sending) == [[], []])
        #expect(reasons(waiting, contender("good", work(answered: 10_000, of: 10_000, processed: 10_000, of: 10_000)))
            == [[.doesLess(.requests, share: 0.95, than: "good")], []])
    }

    @Test func lessThanHalfIsNoOptionAtAll() {
        #expect(work(answered: 4_999).exclusions == [.doesFew(.requests, share: 0.4999)])
        #expect(work(answered: 0, of: 0, processed: 1, of: 4).exclusions == [.doesFew(.messages, share: 0.25)])
        #expect(work(answered: 100, of: 100, ended: 0.3).exclusions == [.unfinished(share: 0.3)])
        #expect(work(answered: 5_000, ended: 0.5).exclusions.isEmpty)
    }

    private func verdict(_ text: String) throws -> (result: StudyResult, excluded: [String: [ExclusionReason]]) {
        let result = try Fixtures.study(text, replications: 3)
        let excluded = result.verdict.excluded.map { ($0.deployment, $0.reasons) }
        return (result, Dictionary(uniqueKeysWithValues: excluded))
    }

    /// M/M/1/1 at full load: the second server of Erlang's loss formula would refuse a fifth, one refuses half.
    @Test func aServerThatRefusesHalfIsNotCheapest() throws {
        let (result, excluded) = try verdict("""
            name: Half
            period: { simulate: 1 h }
            traffic: { c: { to: h, arrivals: { rate: 4/s } } }
            handlers: { h: { steps: [ compute: { exponential: 200 ms } ] } }
            deployments:
              one: { place: { h: { use: pool, servers: 1, queue: 0, price: { per-hour: 0.01 USD } } } }
              ten: { place: { h: { use: pool, servers: 10, queue: 0, price: { per-hour: 0.01 USD } } } }
            """)
        // 4/s × 0.2 s = 0.8 Erlang: 0.8 / 1.8 are refused.
        let share = try #require(excluded["one"]?.first)
        guard case .doesLess(.requests, let answered, "ten") = share else { Issue.record("\(share)"); return }
        #expect(abs(answered - 1 / 1.8) < 0.02)
        #expect(result.verdict.sentence.contains("one answers only"))
        #expect(excluded["ten"] == nil)
    }

    /// Six jobs of half an hour in an hour need three servers; one falls behind, however few they are.
    @Test func fewLargeJobsThatPileUpAreSeen() throws {
        let text = """
            name: Jobs
            period: { simulate: 6 h }
            traffic: { c: { to: h, arrivals: { process: deterministic, every: 10 min } } }
            handlers: { h: { steps: [ compute: 30 min ] } }
            deployments:
              one: { place: { h: { use: pool, servers: 1, price: { per-hour: 0.01 USD } } } }
              four: { place: { h: { use: pool, servers: 4, price: { per-hour: 0.01 USD } } } }
            """
        let (result, excluded) = try verdict(text)
        #expect(excluded["one"]?.contains(.unstable) == true && excluded["four"] == nil)
        #expect(!result.isStable)
        // In an hour nothing that takes longer ends: neither is an option, and neither is unstable.
        let (short, undone) = try verdict(
            text.replacing("simulate: 6 h", with: "simulate: 1 h").replacing("30 min ]", with: "70 min ]"))
        #expect(undone["one"] == [.unfinished(share: 0)] && undone["four"] == [.unfinished(share: 0)])
        #expect(short.isStable && short.verdict.sentence.contains("ended none of its work in the simulated time"))
    }
}
