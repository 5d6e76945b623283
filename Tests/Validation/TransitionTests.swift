// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Testing

@testable import Study

/// State transitions, counted by hand: one for each state that is entered and one for each retry (AWS Step Functions
/// pricing: "Step Functions counts a state transition each time a step of your workflow is executed").
@Suite("Validation: transitions") struct TransitionTests {
    struct Machine: CustomTestStringConvertible, Sendable {
        var name: String
        /// Of one execution.
        var transitions: UInt64
        var fails = false
        var startAt = "A"
        var states: String
        var rest = ""
        var testDescription: String { name }
    }

    private static let failing = "tasks: { A: { steps: [ fail: 100% ] } }"
    private static func task(_ more: String) -> String {
        "A: { Type: Task, Resource: nothing, End: true\(more.isEmpty ? "" : ", ")\(more) }"
    }
    private static let twice = "Retry: [ { ErrorEquals: [ States.ALL ], IntervalSeconds: 1, MaxAttempts: 2 } ]"
    private static let caught = "Catch: [ { ErrorEquals: [ States.ALL ], Next: B } ]"

    static let machines = [
        Machine(name: "Pass", transitions: 1, states: "A: { Type: Pass, End: true }"),
        Machine(name: "four Pass", transitions: 4, states: """
            A: { Type: Pass, Next: B }, B: { Type: Pass, Next: C }, C: { Type: Pass, Next: D }, \
            D: { Type: Pass, End: true }
            """),
        Machine(name: "Task", transitions: 1, states: task(""), rest: "tasks: { A: { steps: [ wait: 1 s ] } }"),
        Machine(name: "Choice and Succeed", transitions: 2, states: """
            A: { Type: Choice, Choices: [ { Variable: $.x, NumericEquals: 1, Next: B } ], Default: C }, \
            B: { Type: Succeed }, C: { Type: Succeed }
            """, rest: "choices: { A: { B: 50%, C: 50% } }"),
        Machine(name: "Wait", transitions: 1, states: "A: { Type: Wait, Seconds: 2, End: true }"),
        Machine(name: "Succeed", transitions: 1, states: "A: { Type: Succeed }"),
        Machine(name: "Fail", transitions: 1, fails: true, states: "A: { Type: Fail, Error: No }"),
        // The Parallel itself, a branch of one state and a branch of two.
        Machine(name: "Parallel", transitions: 4, states: """
            A: { Type: Parallel, End: true, Branches: [ \
            { StartAt: B, States: { B: { Type: Pass, End: true } } }, \
            { StartAt: C, States: { C: { Type: Pass, Next: D }, D: { Type: Pass, End: true } } } ] }
            """),
        // The Map itself and two states for each of three items.
        Machine(name: "Map", transitions: 7, states: """
            A: { Type: Map, End: true, ItemProcessor: { StartAt: B, \
            States: { B: { Type: Pass, Next: C }, C: { Type: Pass, End: true } } } }
            """, rest: "items: { A: 3 }"),
        // The first attempt and two more.
        Machine(name: "Retry", transitions: 3, fails: true, states: task(twice), rest: failing),
        Machine(name: "Catch", transitions: 2, states: task(caught) + ", B: { Type: Pass, End: true }", rest: failing),
        Machine(name: "Retry and Catch", transitions: 4,
                states: task("\(twice), \(caught)") + ", B: { Type: Pass, End: true }", rest: failing),
        // A Parallel whose one branch always fails: it and its branch, then twice a retry and the branch again.
        Machine(name: "Parallel with Retry", transitions: 6, fails: true, states: """
            P: { Type: Parallel, End: true, \(twice), Branches: [ { StartAt: A, States: { \(task("")) } } ] }
            """, rest: failing).starting(at: "P"),
        Machine(name: "a chain", transitions: 3, states: """
            A: { Type: Wait, Seconds: 1, Next: B }, B: { Type: Pass, Next: C }, C: { Type: Succeed }
            """),
    ]

    @Test(arguments: machines) func transitions(of machine: Machine) throws {
        let seen = try #require(Self.run(machine).observation.workflows.first)
        #expect(seen.started == 10)
        #expect(seen.succeeded == (machine.fails ? 0 : 10))
        #expect(seen.failed == (machine.fails ? 10 : 0))
        #expect(seen.transitions == 10 * machine.transitions)
    }

    private static func run(_ machine: Machine, every: String = "10 s", seconds: Double = 105) throws -> Story {
        try Story("""
            period: { simulate: \(Int(seconds)) s }
            traffic:
              callers: { to: machine, arrivals: { process: deterministic, every: \(every), first: 10 s } }
            workflows:
              machine:
                definition: { StartAt: \(machine.startAt), States: { \(machine.states) } }
                \(machine.rest)
            deployments: { aws: { provider: aws, region: us-east-1 } }
            """, seconds: seconds)
    }

    /// 100,000 executions of four states in a month, 4,000 transitions of them free: 396,000 × 0.000025 USD
    /// (aws.amazon.com/step-functions/pricing, Standard Workflows, example 1).
    @Test func theInvoiceOfThePricePage() throws {
        let month = 730.0 * 3600
        let story = try Self.run(Self.machines[1], every: "26.28 s", seconds: month)
        #expect(story.observation.workflows[0].transitions == 400_000)
        let lines = try story.bill().lines
        let line = try #require(lines.first { $0.meter.contains("transition") })
        #expect(line.amount == Decimal(string: "9.90"))
        #expect(lines.compactMap(\.amount).reduce(0, +) == Decimal(string: "9.90"))
    }
}

extension TransitionTests.Machine {
    fileprivate func starting(at state: String) -> Self {
        var machine = self
        machine.startAt = state
        return machine
    }
}
