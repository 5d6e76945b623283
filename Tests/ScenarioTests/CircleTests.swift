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
