// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Scenario
import Study
import Testing

@testable import Reporting

/// One request's life, with times that can be added up by hand.
@Suite struct TimelineTests {
    /// A second of waiting, a call of two seconds, a message that takes three, and half a second of work on it.
    private func stories() throws -> [RequestStory] {
        let text = """
            name: Life
            period: { simulate: 1 min }
            traffic: { users: { to: first, arrivals: { process: deterministic, every: 10 s, first: 1 s } } }
            handlers:
              first: { steps: [ wait: 1 s, call: { bank: 1 KB }, publish: { news: 1 KB } ] }
              second: { steps: [ wait: 0.5 s ] }
            channels: { news: { kind: topic, to: second } }
            backends: { bank: { kind: external, latency: 2 s } }
            deployments:
              only:
                place:
                  handlers: { use: lambda, cold-start: none, timeout: none }
                  news: { use: sns, publish-latency: 0.25 s, latency: 3 s }
            """
        return try Scenario.load(text: text).stories(ofRequest: 2, from: nil, deployments: nil, seed: 1)
    }

    @Test func everythingThatFollowsIsTold() throws {
        let story = try #require(try stories().first)
        #expect(story.latency == 3.25)
        let rows = TimelineRow.rows(of: story.trace)
        #expect(rows.map(\.title) == [
            "first", "first", "waits", "calls bank", "calls news", "message news → second", "second", "waits",
        ])
        #expect(rows.map(\.start) == [0, 0, 0, 1, 3, 3.25, 6.25, 6.25])
        #expect(rows.map(\.length) == [3.25, 3.25, 1, 2, 0.25, 3, 0.5, 0.5])
    }

    /// The states of a workflow stand around what is done in them, and lines come in the order of time.
    @Test func statesOfAWorkflowHaveTheirNames() throws {
        let text = """
            name: States
            period: { simulate: 1 min }
            traffic: { users: { to: loan, arrivals: { process: deterministic, every: 10 s, first: 1 s } } }
            handlers: { check: { steps: [ wait: 1 s ] }, tell: { steps: [ wait: 2 s ] } }
            workflows:
              loan:
                definition:
                  StartAt: Check
                  States:
                    Check: { Type: Task, Resource: check, Next: Pause }
                    Pause: { Type: Wait, Seconds: 3, Next: Tell }
                    Tell: { Type: Task, Resource: tell, End: true }
            deployments:
              only:
                place:
                  handlers: { use: lambda, cold-start: none }
                  loan: { use: step-functions-express, transition-latency: 0 s, call-latency: 0 s }
            """
        let stories = try Scenario.load(text: text).stories(ofRequest: 1, from: nil, deployments: nil, seed: 1)
        let rows = TimelineRow.rows(of: try #require(stories.first).trace)
        let states = rows.filter { $0.kind == .state }
        #expect(states.map(\.title) == ["state Check", "state Pause", "state Tell"])
        #expect(states.map(\.start) == [0, 1, 4] && states.map(\.length) == [1, 3, 2])
        #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.start <= $1.start })
        let call = try #require(rows.first { $0.title == "calls tell" })
        #expect(call.depth == states[2].depth + 1)
    }

    /// One server of a minute: the second request, at 11 s, gets it at 61 s and is cut off by the end at 90 s; the third
    /// still waits then.
    @Test func whatIsOpenLastsToTheEnd() throws {
        let text = """
            name: Open
            period: { simulate: 90 s }
            traffic: { users: { to: work, arrivals: { process: deterministic, every: 10 s, first: 1 s } } }
            handlers: { work: { steps: [ wait: 1 min ] } }
            deployments: { own: { place: { work: { use: pool, servers: 1 } } } }
            """
        let third = try #require(
            Scenario.load(text: text).stories(ofRequest: 3, from: nil, deployments: nil, seed: 1).first)
        #expect(third.latency == nil)
        #expect(TimelineRow.rows(of: third.trace).map(\.length).allSatisfy { $0 == 69 })
    }

    @Test func linesFitAScreen() throws {
        let text = TimelineText(try #require(try stories().first)).text
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        #expect(text.hasPrefix("Request 2 of users, only: answered after 3.25 s"))
    }

    @Test func openTelemetryHasItsNames() throws {
        let text = OpenTelemetryTrace(try stories()).text
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let resources = try #require(object["resourceSpans"] as? [[String: Any]])
        let scopes = try #require(resources[0]["scopeSpans"] as? [[String: Any]])
        let spans = try #require(scopes[0]["spans"] as? [[String: Any]])
        #expect(spans.count == 8)
        #expect(spans.allSatisfy { ($0["traceId"] as? String)?.count == 32 && ($0["spanId"] as? String)?.count == 16 })
        // The second request comes at 11 s.
        #expect(spans[0]["startTimeUnixNano"] as? String == "11000000000")
        #expect(text.contains("faas.trigger") && text.contains("pubsub") && text.contains("faas.coldstart"))
    }

    @Test func thePageAsksNobodyForAnything() throws {
        let page = TimelinePage(try stories(), of: "Life").text
        #expect(page.contains("<svg") && !page.contains("http://") && !page.contains("https://"))
    }

    /// Of the eight parts three are drawn, so five are not.
    @Test func aLongLifeIsCutAndSaysSo() throws {
        let story = try #require(try stories().first)
        #expect(GanttChart(story, mostRows: 3).svg.contains("and 5 more parts"))
        #expect(!GanttChart(story, mostRows: 8).svg.contains("more part"))
    }

    /// A report tells of the hundredth request where twice as many come, and of the first otherwise: the hundredth at
    /// 1 s apart from 1 s on comes at 100 s, and is the same under every deployment.
    @Test(arguments: [("10 min", 100, 100.0), ("1 min", 1, 1.0)])
    func aReportHasAnExample(period: String, number: Int, arrival: Double) throws {
        let scenario = try Scenario.load(text: """
            name: Example
            period: { simulate: \(period) }
            traffic: { users: { to: work, arrivals: { process: deterministic, every: 1 s, first: 1 s } } }
            handlers: { work: { steps: [ wait: { exponential: 1 s } ] } }
            deployments:
              one: { place: { work: { use: lambda, cold-start: none } } }
              two: { like: one }
            """)
        let stories = scenario.exampleStories(of: scenario.compile(), seed: 1)
        #expect(stories.map(\.deployment) == ["one", "two"])
        #expect(stories.allSatisfy { $0.number == number && $0.trace.spans.first?.start.seconds == arrival })
        #expect(stories[0].latency == stories[1].latency)
    }
}
