// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing
@testable import StatesLanguage

/// Mistakes in how states lead to each other.
@Suite struct MachineMistakeTests {
    @Test(arguments: [
        Mistake(#"{"StartAt": "A", "States": ▸{}}"#, "States is empty"),
        Mistake(#"▸{"States": {"A": {"Type": "Succeed"}}}"#, "needs StartAt"),
        Mistake(#"▸{"StartAt": "A"}"#, "needs States"),
        Mistake(#"{"StartAt": ▸"Frist", "States": {"First": {"Type": "Succeed"}}}"#, #"did you mean "First""#),
        Mistake(#"{"StartAt": ▸"S", "States": {"S": {"Type": "Wait", "Seconds": 1, "Next": "S"}}}"#, "no state ends"),
        .among(
            #"""
                "S": {"Type": "Pass", "Next": ▸"Tee"},
                "Te": {"Type": "Succeed"}
                """#, #"state "S""#, #"did you mean "Te""#),
        .among(#"▸"S": {"Type": "Pass"}"#, "needs Next or End"),
        .among(
            #"""
                ▸"S": {"Type": "Pass", "End": true, "Next": "T"},
                "T": {"Type": "Succeed"}
                """#, "both Next and End"),
        .among(
            #"""
                "S": {"Type": "Succeed"},
                ▸"T": {"Type": "Succeed"}
                """#, #"state "T""#, "nothing leads here"),
        .among(#""S": {"Type": ▸"Suceed"}"#, #"did you mean "Succeed""#),
        .among(#"▸"S": {"Comment": "none"}"#, "needs Type"),
        .among(#""S": {"Type": "Succeed", ▸"End": true}"#, #"no field "End""#),
        .among(#""S": {"Type": "Pass", ▸"Nxt": 1, "End": true}"#, #"no field "Nxt""#, "Next"),
        .among(#""S": {"Type": "Pass", "End": ▸"true"}"#, "End is the text"),
        .among(#""S": ▸[1]"#, "the state is a list"),
        .among(
            #"""
                ▸"S": {"Type": "Pass", "Next": "T"},
                "T": {"Type": "Pass", "Next": "S"}
                """#, "S and T", "forever"),
        .among(
            #"""
                "S": {"Type": "Parallel", "Next": "T", "Branches": [{"StartAt": "B", "States":
                {"B": {"Type": "Pass", "Next": ▸"T"}}}]},
                "T": {"Type": "Succeed"}
                """#, "another machine"),
        .among(
            #"""
                "S": {"Type": "Parallel", "Next": "T", "Branches": [{"StartAt": "T", "States":
                {"T": {"Type": "Succeed"}}}]},
                ▸"T": {"Type": "Succeed"}
                """#, "stands in line 3 already"),
        .among(#""S": ▸{"Type": "Parallel", "End": true}"#, "needs Branches"),
        .among(#""S": {"Type": "Parallel", "End": true, "Branches": ▸[]}"#, "Branches is empty"),
    ] as [Mistake])
    func isFoundWhereItIs(_ mistake: Mistake) { mistake.expectToBeFound() }

    @Test func aNameOfMoreThan80CharactersIsTooLong() {
        let name = String(repeating: "n", count: 81)
        let states = "\"S\": {\"Type\": \"Pass\", \"Next\": \"\(name)\"},\n▸\"\(name)\": {\"Type\": \"Succeed\"}"
        Mistake.among(states, "81 characters").expectToBeFound()
    }

    @Test func aCircleThatAChoiceLeavesIsAllowed() {
        let text = machine(
            #"""
            "S": {"Type": "Pass", "Next": "More?"},
            "More?": {"Type": "Choice", "Default": "S", "Choices": [{"Variable": "$.n", "IsNull": true, "Next": "E"}]},
            "E": {"Type": "Succeed"}
            """#)
        #expect(findings(text).isEmpty)
    }

    @Test func aCircleOfWorkThatIsNeverLeftIsAWarning() throws {
        let text = machine(
            #"""
            "S": {"Type": "Choice", "Default": "E", "Choices": [{"Variable": "$.n", "IsNull": true, "Next": "W"}]},
            "W": {"Type": "Wait", "Seconds": 5, "Next": "W"},
            "E": {"Type": "Succeed"}
            """#)
        let warnings = try StateMachine.load(source(text)).warnings
        #expect(warnings.count == 1)
        #expect(findings(text).first?.contains("never ends") == true)
    }

    @Test func aCatcherIsAWayOut() {
        let text = machine(
            #"""
            "S": {"Type": "Task", "Resource": "${F}", "Next": "S", "Catch": [{"ErrorEquals": ["Done"], "Next": "E"}]},
            "E": {"Type": "Succeed"}
            """#)
        #expect(findings(text).isEmpty)
    }

    @Test func allMistakesComeAtOnce() {
        let text = machine(
            #"""
            "S": {"Type": "Task", "Resource": "${F}",
            "TimeoutSeconds": -1, "Retry": [{"ErrorEquals": "A"}], "Next": "T"},
            "T": {"Type": "Wait", "Seconds": 1.5, "Ende": true},
            "U": {"Type": "Choice", "Choices": [{"Variable": "x", "IsNull": 1, "Next": "V"}]}
            """#)
        let found = findings(text)
        #expect(found.count == 8, "\(found)")
        #expect(found.allSatisfy { $0.hasPrefix("state \"") })
    }
}
