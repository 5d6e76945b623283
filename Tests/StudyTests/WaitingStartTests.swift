// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing
import Scenario
import Testing

@testable import Study

/// Starts of a workflow beyond the executions that may be open stand in line; they are not tried again and again.
@Suite struct WaitingStartTests {
    /// A start each 5 s from 5 s on, two open at once, 15 s each. By hand, executions begin at 5, 10, 20, 25, 35, 40,
    /// 50 and 55 s, so that six have ended within a minute.
    @Test func startsWaitForAnExecutionToEnd() throws {
        let text = """
            name: Line
            period: { simulate: 1 min, bill-as: 1 min }
            traffic: { clock: { to: loan, arrivals: { process: deterministic, every: 5 s, first: 5 s } } }
            workflows:
              loan:
                answers: at-once
                definition: { StartAt: S, States: { S: { Type: Wait, Seconds: 15, End: true } } }
            deployments:
              only:
                place:
                  loan:
                    use: step-functions
                    open-limit: 2
                    transition-latency: 0 ms
                    call-latency: 0 ms
            """
        let result = try Fixtures.study(text, replications: 1)
        let option = try #require(result.deployments.first)
        let starts = try #require(option.channels.first?.subscriptions.first)
        #expect(starts.processed.value == 6)
        let workflow = try #require(option.workflows.first)
        #expect(workflow.open.peak == 2 && workflow.refused.value == 0)
        #expect(starts.backlog.peak == 5)
        // Of the six, the sixth took longest: asked for at 30 s, it ended at 55 s.
        #expect(starts.ages.maximum == 25)
    }
}
