// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing
@testable import StatesLanguage

/// Mistakes in the fields of states.
@Suite struct StateMistakeTests {
    private static let distributed = #""ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},"#
    private static let job = #"▸"I": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "End": true}"#

    @Test(arguments: [
        .among(#""S": ▸{"Type": "Task", "End": true}"#, "needs Resource"),
        .among(#""S": {"Type": "Task", "Resource": ▸"arn:aws:lambda:r:1:function:f:", "End": true}"#, "alias"),
        .task(#""TimeoutSeconds": ▸0"#, "TimeoutSeconds is 0"),
        .task(#""TimeoutSeconds": ▸"9""#, #"the text "9""#),
        .task(#""TimeoutSeconds": 5, "HeartbeatSeconds": ▸9"#, "due before the timeout"),
        .task(#""TimeoutSeconds": 5, ▸"TimeoutSecondsPath": "$.t""#, "exclude each other"),
        .task(#""Catch": [▸{"ErrorEquals": ["A"]}]"#, "catcher needs Next"),
        .retry(#"{"ErrorEquals": ▸[]}"#, "ErrorEquals is empty"),
        .retry(#"{"ErrorEquals": [▸7]}"#, "ErrorEquals is 7"),
        .retry(#"{"ErrorEquals": ["A", ▸"States.ALL"]}"#, "alone"),
        .retry(#"{"ErrorEquals": [▸"States.ALL"]}, {"ErrorEquals": ["A"]}"#, "last"),
        .retry(#"{"ErrorEquals": ["A"], "IntervalSeconds": ▸0}"#, "1 to"),
        .retry(#"{"ErrorEquals": ["A"], "BackoffRate": ▸0.5}"#, "BackoffRate"),
        .retry(#"{"ErrorEquals": ["A"], "MaxAttempts": ▸-1}"#, "MaxAttempts"),
        .retry(#"{"ErrorEquals": ["A"], "JitterStrategy": ▸"HALF"}"#, "FULL"),
        .retry(#"{"ErrorEquals": ["A"], ▸"MaxAttempt": 1}"#, #""MaxAttempts""#),
    ] as [Mistake])
    func ofATaskIsFound(_ mistake: Mistake) { mistake.expectToBeFound() }

    @Test(arguments: [
        .among(#""S": ▸{"Type": "Map", "End": true}"#, "needs ItemProcessor"),
        .map(#""MaxConcurrency": ▸-1"#, processor: "", "MaxConcurrency"),
        .map(#""ToleratedFailurePercentage": ▸101"#, processor: distributed, "0 to 100"),
        .map(#""ItemBatcher": ▸{}"#, processor: distributed, "MaxItemsPerBatch or"),
        .map(#""ItemReader": ▸{}"#, processor: distributed, "needs Resource"),
        .map(
            #""ItemBatcher": {"MaxItemsPerBatch": 1, ▸"MaxItemsPerBatchPath": "$.n"}"#,
            processor: distributed, "exclude each other"),
        .map(#""Label": "m""#, processor: distributed, item: job, "EXPRESS"),
        .map(
            #"▸"Iterator": {"StartAt": "J", "States": {"J": {"Type": "Succeed"}}}"#,
            processor: "", "exclude each other"),
        .map(#""MaxConcurrency": 1"#, processor: #""ProcessorConfig": {"Mode": ▸"DISTRIBUTE"},"#, #""DISTRIBUTED""#),
    ] as [Mistake])
    func ofAMapIsFound(_ mistake: Mistake) { mistake.expectToBeFound() }

    @Test(arguments: [
        .among(#""S": ▸{"Type": "Choice"}"#, "needs Choices"),
        .choice(#"▸{"Variable": "$.x", "Next": "T"}"#, "compares nothing"),
        .choice(#"{"Variable": "$.x", ▸"NumericEqual": 1, "Next": "T"}"#, #"did you mean "NumericEquals""#),
        .choice(#"{"Variable": "$.x", "NumericEquals": ▸"1", "Next": "T"}"#, "expected a number"),
        .choice(#"{"Variable": "$.x", "BooleanEquals": ▸"true", "Next": "T"}"#, "true or false"),
        .choice(#"▸{"Variable": "$.x", "IsNull": true, "IsPresent": true, "Next": "T"}"#, "IsNull and IsPresent"),
        .choice(#"{"Variable": ▸"$..x", "IsNull": true, "Next": "T"}"#, "several values"),
        .choice(#"{"Not": ▸{"Variable": "$.x", "IsNull": true, "Next": "T"}, "Next": "T"}"#, "outermost"),
        .choice(#"{"Variable": "$.x", "IsNull": true, "Next": "T"}, {"And": ▸[], "Next": "T"}"#, "And is empty"),
        .choice(#"{"Condition": ▸"x = 1", "Next": "T"}"#, "{% an expression %}", language: .jsonata),
        .choice(#"▸{"Next": "T"}"#, "needs Condition", language: .jsonata),
    ] as [Mistake])
    func ofAChoiceIsFound(_ mistake: Mistake) { mistake.expectToBeFound() }

    @Test(arguments: [
        .among(#""S": ▸{"Type": "Wait", "End": true}"#, "Seconds or Timestamp"),
        .among(#""S": {"Type": "Wait", "Seconds": 1, ▸"Timestamp": "2030-01-01T00:00:00Z", "End": true}"#, "exclude"),
        .among(#""S": {"Type": "Wait", ▸"SecondsPath": "$.x", "Seconds": 1, "End": true}"#, "exclude"),
        .among(#""S": {"Type": "Wait", "Timestamp": ▸"tomorrow", "End": true}"#, "instant"),
        .among(#""S": {"Type": "Wait", "Seconds": ▸-1, "End": true}"#, "0 to"),
        .among(#""S": {"Type": "Fail", "Cause": "x", ▸"CausePath": "$.x"}"#, "Cause and CausePath"),
        .among(#""S": {"Type": "Pass", ▸"Arguments": 1, "End": true}"#, #"no field "Arguments""#),
        .among(#""S": {"Type": "Pass", ▸"Output": 1, "End": true}"#, "Output belongs to JSONata"),
        .among(#""S": {"Type": "Pass", "Parameters": {"a.$": ▸"b"}, "End": true}"#, "leave .$ out"),
        .among(#""S": {"Type": "Pass", "Parameters": {▸"a.$": "$.b", "a": 1}, "End": true}"#, "same key"),
        .among(#""S": {"Type": "Pass", "ResultPath": ▸"$$.x", "End": true}"#, "context object"),
        .among(#""S": {"Type": "Pass", ▸"ResultPath": "$.x", "End": true}"#, "to JSONPath", language: .jsonata),
        .among(
            #""S": {"Type": "Pass", "Output": {"a": [▸"{% 1 "]}, "End": true}"#,
            "a:", "must end with %}", language: .jsonata),
    ] as [Mistake])
    func ofAnotherStateIsFound(_ mistake: Mistake) { mistake.expectToBeFound() }

    @Test func whatOnlyADistributedMapHasIsAWarningInOthers() throws {
        let text = machine(
            #"""
            "S": {"Type": "Map", "End": true, "ToleratedFailureCount": 3, "ItemProcessor":
            {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}}
            """#)
        #expect(try StateMachine.load(source(text)).warnings.count == 1)
    }

    @Test func aNearlyPredefinedErrorIsAWarning() throws {
        let text = machine(
            #"""
            "S": {"Type": "Task", "Resource": "${F}", "End": true, "Retry": [{"ErrorEquals": ["States.TaskFaild"]}]}
            """#)
        #expect(try StateMachine.load(source(text)).warnings.count == 1)
        #expect(findings(text).first?.contains("States.TaskFailed") == true)
    }
}
