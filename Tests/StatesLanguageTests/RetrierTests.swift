// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing
@testable import StatesLanguage

@Suite struct RetrierTests {
    private func retrier(_ errors: [ErrorName]) -> Retrier {
        Retrier(errors: errors, place: SourcePlace(wholeFile: ""))
    }

    @Test(arguments: [
        // States.ALL answers for everything but the two that end an execution.
        ("States.ALL", "Lambda.TooManyRequestsException", true), ("States.ALL", "States.Timeout", true),
        ("States.ALL", "States.DataLimitExceeded", false), ("States.ALL", "States.Runtime", false),
        ("States.TaskFailed", "MyError", true), ("States.TaskFailed", "States.Timeout", false),
        ("States.TaskFailed", "States.DataLimitExceeded", false),
        // A heartbeat that stays away is a timeout, a timeout is no such heartbeat.
        ("States.Timeout", "States.HeartbeatTimeout", true), ("States.HeartbeatTimeout", "States.Timeout", false),
        ("States.DataLimitExceeded", "States.DataLimitExceeded", true), ("MyError", "MyError", true),
        ("MyError", "myerror", false),
    ])
    func aNameAnswersFor(_ name: String, _ error: String, _ expected: Bool) {
        #expect(ErrorName(name).matches(ErrorName(error)) == expected)
        #expect(retrier([.named("Other"), ErrorName(name)]).matches(ErrorName(error)) == expected)
    }

    @Test func everyPredefinedNameReadsAsItself() {
        for name in ErrorName.allPredefined { #expect(ErrorName(name.text) == name) }
        #expect(ErrorName("States.Made.Up") == .named("States.Made.Up"))
    }

    @Test func delaysGrowUpToTheirBound() {
        var retrier = retrier([.all])
        #expect((1...4).map { retrier.delaySeconds(beforeRetry: $0) } == [1, 2, 4, 8])
        retrier.intervalSeconds = 3
        retrier.backoffRate = 1.5
        retrier.maxDelaySeconds = 5
        #expect((1...3).map { retrier.delaySeconds(beforeRetry: $0) } == [3, 4.5, 5])
        retrier.backoffRate = 1
        #expect(retrier.delaySeconds(beforeRetry: 99_999_999) == 3)
    }
}
