// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing

@testable import Scenario

/// Work that sets itself off for certain and at once never ends; chance, a delay or a memory of what was done ends it.
@Suite struct CircleTests {
    private func errors(handlers: String, channels: String, workflows: String = "") -> [String] {
        let text = """
            name: Circles
            period: { simulate: 1 min }
            traffic: { senders: { to: first, arrivals: { rate: 1/s } } }
            handlers: { \(handlers) }
            channels: { \(channels) }
            backends: { orders: { kind: table }, seen: { kind: table } }
            deployments: { only: { provider: aws } }
            """
        do {
            _ = try Scenario.load(text: text)
            return []
        } catch {
            return error.diagnostics.filter { $0.severity == .error }.map { "\($0.fault)" }
        }
    }

    @Test func topicsThatFeedEachOtherAreRefused() {
        let found = errors(
            handlers: "work: { steps: [] }",
            channels: "first: { kind: topic, to: [ second, work ] }, second: { kind: topic, to: [ first ] }")
        #expect(found.count == 1 && found[0].contains("first → second → first"))
    }

    @Test func aHandlerThatPublishesToItsOwnQueueIsRefusedUnlessSomethingEndsIt() {
        func found(_ step: String, delay: String = "") -> [String] {
            errors(
                handlers: "work: { steps: [ compute: 1 ms, \(step) ] }",
                channels: "first: { kind: queue, to: work\(delay) }")
        }
        #expect(found("publish: { first: 1 KB }").count == 1)
        #expect(found("choice: [ { share: 10%, steps: [ publish: { first: 1 KB } ] }, { steps: [] } ]").isEmpty)
        #expect(found("publish: { first: 1 KB }", delay: ", delay: 10 s").isEmpty)
        #expect(found("fail: 50%, publish: { first: 1 KB }").isEmpty)
    }

    @Test func aTableThatItsOwnStreamWritesToIsRefused() {
        let found = errors(
            handlers: "work: { steps: [ write: { orders: 1 KB } ] }",
            channels: "first: { kind: queue, to: work }, changes: { kind: change-stream, of: orders, to: work }")
        #expect(found.count == 1)
    }

    @Test func aQueueCannotKeepItsOwnDeadLetters() {
        let found = errors(
            handlers: "work: { steps: [] }", channels: "first: { kind: queue, to: work, failed-to: first }")
        #expect(found.count == 1 && found[0].contains("own dead letters"))
    }
}

/// The search by itself: which circles there are follows from the edges.
@Suite struct CircleSearchTests {
    private func circles(_ edges: [String: [String]]) -> [[String]] {
        Circle.all(among: edges.keys.sorted()) { edges[$0] ?? [] }
    }

    @Test func findsEachOnce() {
        #expect(circles(["a": ["b"], "b": ["c"], "c": []]) == [])
        #expect(circles(["a": ["a"]]) == [["a", "a"]])
        #expect(circles(["a": ["b"], "b": ["c", "b"], "c": ["a"], "d": ["a"]]) == [["a", "b", "c", "a"], ["b", "b"]])
        #expect(circles(["a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []]) == [])
        #expect(circles(["a": ["b"], "b": [], "c": ["d"], "d": ["c", "b"]]) == [["c", "d", "c"]])
    }

    /// A ladder of 30 rungs has 2^30 ways through; each edge is looked at once all the same, and a chain of 100,000 names
    /// takes no stack.
    @Test func looksAtEachEdgeOnce() {
        var ladder: [String: [String]] = [:]
        for rung in 0..<30 {
            ladder["l\(rung)"] = ["l\(rung + 1)", "r\(rung + 1)"]
            ladder["r\(rung)"] = ["l\(rung + 1)", "r\(rung + 1)"]
        }
        #expect(circles(ladder) == [])
        let chain = Dictionary(uniqueKeysWithValues: (0..<100_000).map { ("\($0)", ["\($0 + 1)"]) })
        #expect(circles(chain) == [])
    }
}
