// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing

@testable import Scenario

/// What a scenario says beside a definition, and what a definition says of the scenario.
@Suite struct WorkflowReferenceTests {
    /// A workflow `loan` of one task, with what is said beside it on line 9.
    private func text(
        resource: String = "check", states: String? = nil, beside: String = "", rest: String = ""
    ) -> String {
        let only = "{ S: { Type: Task, Resource: \(resource), End: true } }"
        return """
            name: Test
            traffic: { users: { to: loan, arrivals: { rate: 1/s } } }
            handlers: { check: { steps: [] }, report: { steps: [] } }
            workflows:
              loan:
                definition:
                  StartAt: S
                  States: \(states ?? only)
                \(beside)
            deployments: { only: { provider: aws } }
            \(rest)
            """
    }

    private func found(_ text: String) -> (errors: [Diagnostic], warnings: [Diagnostic]) {
        do {
            let scenario = try Scenario.load(text: text)
            return ([], scenario.warnings)
        } catch {
            let all = error.diagnostics
            return (all.filter { $0.severity == .error }, all.filter { $0.severity == .warning })
        }
    }

    private func sentence(_ diagnostic: Diagnostic) -> String { FaultSentence(diagnostic.fault).text }

    @Test func aBareNameOfAHandlerIsKnown() throws {
        let found = found(text())
        #expect(found.errors.isEmpty)
        #expect(!found.warnings.contains { sentence($0).contains("not known") })
        let compiled = try Scenario.load(text: text()).compile()
        #expect(compiled[0].plan.program.calls.contains { $0.target == .handler(0) })
    }

    @Test func aSlipInABareNameHasItsPlaceAndTheNearestName() throws {
        let error = try #require(found(text(resource: "chekc")).errors.first)
        #expect(error.place.line == 8 && error.place.column == 44)
        #expect(sentence(error).contains("check"))
    }

    @Test func mistakesBesideADefinitionPointAtTheirKeys() throws {
        for (key, value) in [("tasks", "check"), ("choices", "{ A: 100% }"), ("items", "3"), ("waits", "3 s")] {
            let error = try #require(found(text(beside: "\(key): { Nowhere: \(value) }")).errors.first)
            #expect(error.place.line == 9 && error.place.column == 4 + key.count + 5, "\(key): \(error.place)")
        }
    }

    @Test func aWayThatAChoiceDoesNotHavePointsAtItsKey() throws {
        let states = "{ S: { Type: Choice, Choices: [ { Variable: $.x, IsNull: true, Next: A } ], Default: B }, "
            + "A: { Type: Succeed }, B: { Type: Succeed } }"
        let error = try #require(found(text(states: states, beside: "choices: { S: { A: 30%, C: 70% } }")).errors.first)
        #expect(error.place.line == 9 && error.place.column == 29 && sentence(error).contains("C"))
    }

    @Test(arguments: [("loan", true), ("second", true), ("check", false)])
    func aWorkflowThatSetsItselfOffIsRefused(target: String, isCircle: Bool) {
        let second = "  second:\n    definition:\n      StartAt: T\n"
            + "      States: { T: { Type: Task, Resource: loan, End: true } }"
        let errors = found(text(resource: target, beside: "answers: at-once\n\(second)")).errors
        #expect(errors.contains { sentence($0).contains("circle") && $0.place.line > 4 } == isCircle)
    }

    /// What chance ends is no circle.
    @Test func aChoiceMayLeadBack() {
        let states = "{ S: { Type: Choice, Choices: [ { Variable: $.x, IsNull: true, Next: A } ], Default: B }, "
            + "A: { Type: Task, Resource: loan, End: true }, B: { Type: Succeed } }"
        #expect(found(text(states: states, beside: "choices: { S: { A: 30%, B: 70% } }")).errors.isEmpty)
    }

    @Test func mapsWithinMapsMultiply() throws {
        func map(_ depth: Int) -> String {
            depth == 0 ? "{ Type: Succeed }"
                : "{ Type: Map, End: true, ItemProcessor: "
                    + "{ StartAt: M\(depth), States: { M\(depth): \(map(depth - 1)) } } }"
        }
        func items(_ depth: Int) -> String {
            "items: { S: 100, " + (1..<depth).map { "M\($0 + 1): 100" }.joined(separator: ", ") + " }"
        }
        #expect(found(text(states: "{ S: \(map(3)) }", beside: items(3))).errors.isEmpty)
        let error = try #require(found(text(states: "{ S: \(map(7)) }", beside: items(7))).errors.first)
        #expect(sentence(error).contains("1000000") && error.place.line == 9)
    }

    @Test func stepsWithinMapsMultiplyToo() {
        let steps = (0..<4).reduce("[ wait: 1 ms ]") { inner, _ in "[ map: { items: 100, steps: \(inner) } ]" }
        let scenario = """
            name: Test
            traffic: { users: { to: work, arrivals: { rate: 1/s } } }
            handlers: { work: { steps: \(steps) } }
            deployments: { only: { provider: aws } }
            """
        #expect(found(scenario).errors.count == 1)
        #expect(found(scenario.replacing("items: 100", with: "items: 30")).errors.isEmpty)
    }

    @Test(arguments: [
        ("objectives: { loan: { p99: 5 s, failed: 1% } }", nil),
        ("objectives: { check: { p99: 5 s, failed: 1% } }", nil),
        ("objectives: { check: { lost: none } }", "none are lost"),
        ("objectives: { report: { p99: 5 s } }", "nothing reaches"),
    ] as [(String, String?)])
    func objectivesThatNothingCanDecideAreRefused(objectives: String, refusal: String?) {
        let errors = found(text(rest: objectives)).errors
        guard let refusal else { return #expect(errors.isEmpty) }
        #expect(errors.count == 1 && sentence(errors[0]).contains(refusal) && errors[0].place.line == 11)
    }

    @Test func mistakesOfIncidentsSayWhichOne() throws {
        let channels = "channels: { parked: { kind: queue } }\n"
        let unknown = "incidents: [ { at: 1 h, deploy: check }, { at: 2 h, deploy: chek } ]"
        #expect(try #require(found(text(rest: unknown)).errors.first).path == "incidents.2")
        let itself = channels + "incidents: [ { at: 1 h, redrive: parked, to: parked, rate: 1/s } ]"
        #expect(sentence(try #require(found(text(rest: itself)).errors.first)).contains("own messages"))
    }

    @Test func aScheduleWithoutATimeIsToldBothWays() throws {
        let error = try #require(found(text(rest: "channels: { tick: { kind: schedule, to: check } }")).errors.first)
        #expect(sentence(error).contains("every") && sentence(error).contains("cron"))
    }
}
