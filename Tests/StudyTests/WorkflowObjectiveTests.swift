// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing
import Scenario
import Testing

@testable import Study

/// Objectives on workflows and on what they have done.
@Suite struct WorkflowObjectiveTests {
    /// A workflow of a second, of which one in twenty fails, and its task; each deployment has another way to run it.
    private func results(_ objectives: String, fail: String = "5%") throws -> [[ObjectiveResult]] {
        let text = """
            name: Objectives
            period: { simulate: 1 h }
            traffic: { users: { to: loan, arrivals: { rate: 2/s } } }
            handlers: { check: { steps: [ wait: 1 s, fail: \(fail) ] } }
            workflows:
              loan: { definition: { StartAt: S, States: { S: { Type: Task, Resource: check, End: true } } } }
            deployments:
              standard: { place: { check: { use: lambda, cold-start: none }, loan: step-functions } }
              express: { like: standard, place: { loan: step-functions-express } }
              worker: { like: standard, place: { loan: { use: fargate, tasks: 4 } } }
            objectives: { \(objectives) }
            """
        return try Fixtures.study(text, replications: 5)
            .deployments.map(\.objectives)
    }

    @Test func percentilesOfAWorkflowAreDecided() throws {
        for found in try results("loan: { p50: 5 s }") { #expect(found.map(\.status) == [.met], "\(found)") }
        for found in try results("loan: { p50: 500 ms }") { #expect(found.map(\.status) == [.missed], "\(found)") }
    }

    /// What fails is later than any bound: p99 cannot be met where one in twenty fails.
    @Test func failuresAreLate() throws {
        for found in try results("loan: { p99: 1 h, failed: 1% }") {
            #expect(found.map(\.status) == [.missed, .missed], "\(found)")
        }
        for found in try results("loan: { p99: 1 h, failed: 1% }", fail: "0%") {
            #expect(found.map(\.status) == [.met, .met], "\(found)")
        }
    }

    @Test func tasksOfAWorkflowAreDecided() throws {
        for found in try results("check: { p50: 1.2 s, p99: 5 s, failed: 10% }") {
            #expect(found.map(\.status) == [.met, .missed, .met], "\(found)")
        }
    }
}
