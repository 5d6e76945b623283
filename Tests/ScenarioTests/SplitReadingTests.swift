// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Testing

@testable import Scenario

/// What a placement on several products may say.
@Suite struct SplitReadingTests {
    private func text(_ place: String, traffic: String = "work") -> String {
        """
        name: Split
        period: { simulate: 1 min }
        traffic: { users: { to: \(traffic), arrivals: { rate: 1/s } } }
        handlers: { work: { steps: [ wait: 1 s ] } }
        \(traffic == "jobs" ? "channels: { jobs: { kind: queue, to: work } }" : "")
        deployments:
          base: { place: { work: { use: fargate, cpu: 2, memory: 4 GB } } }
          only:
            like: base
            place: { \(place) }
        """
    }

    /// What is said of a file that is refused.
    private func complaint(_ text: String) -> String {
        do {
            _ = try Scenario.load(text: text)
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        ("work: { split: [ { share: 60%, use: fargate }, { share: 20%, use: lambda } ] }", "must sum to 100 %"),
        ("work: { split: [ { share: 60%, use: fargate }, { share: 50%, use: lambda }, pool ] }", "must sum to 100 %"),
        ("work: { split: [ fargate, lambda ] }", "must sum to 100 %"),
        ("work: { overflow: [ fargate, { share: 20%, use: lambda } ] }", "members of 'overflow' have no share"),
        ("work: { overflow: [ fargate ] }", "needs at least two products"),
        ("work: { overflow: lambda }", "expected a list"),
        ("work: { overflow: [ fargate, lambda ], memory: 1 GB }", "'memory' stands beside 'overflow'"),
        ("work: { overflow: [ fargate, sqs ] }", "sqs is no place for handler 'work'"),
        ("work: { overflow: [ fargate, lambdaa ] }", "did you mean \"lambda\"?"),
        ("work: { overflow: [ { use: fargate, taks: 3 }, lambda ] }", "did you mean \"tasks\"?"),
        ("work: { overflow: [ fargate, cloud-run ] }", "one region of one provider"),
    ])
    func mistakesAreNamed(place: String, message: String) {
        #expect(complaint(text(place)).contains(message))
    }

    @Test func queuesCompeteAndAreNotSplit() {
        #expect(complaint(text("work: { overflow: [ fargate, lambda ] }", traffic: "jobs")).contains("cannot be split"))
    }

    @Test func aFunctionURLLeadsToOneFunction() {
        let text = """
            name: One function
            period: { simulate: 1 min }
            traffic: { users: { to: front/work, arrivals: { rate: 1/s } } }
            doors: { front: { routes: [ work ] } }
            handlers: { work: { steps: [ wait: 1 s ] } }
            deployments: { only: { place: { front: function-url, work: { overflow: [ lambda, lambda ] } } } }
            """
        #expect(complaint(text).contains("'work' stands on several products"))
    }

    /// What a deployment takes over of the same product counts for a member, and a member can be set from outside.
    @Test func membersTakeOverAndCanBeSet() throws {
        let scenario = try Scenario.load(
            text: text("work: { split: [ { share: 50%, use: fargate, tasks: 3 }, { use: lambda } ] }"),
            overrides: [
                Override(path: "deployments.only.place.work.split.1.share", value: "75%"),
                Override(path: "deployments.only.place.work.split.2.memory", value: "3 GB"),
            ])
        let deployment = try #require(scenario.deployments.last)
        let compiled = try #require(scenario.compile().last)
        #expect(compiled.plan.splits.map(\.rule) == [.shares([0.75, 0.25], stream: "handlers.work.split")])
        #expect(compiled.plan.services.first?.vCPU == 2 && compiled.plan.services.first?.tasks.minimum == 3)
        #expect(compiled.plan.functions.first?.memory == 3072)
        #expect(deployment.splits.map(\.others) == [["work (lambda)"]])
        #expect(scenario.warnings.isEmpty)
    }

    /// `work: lambda` is opened, so that memory can stand beside the product.
    @Test func theShortFormCanBeAddedTo() throws {
        let scenario = try Scenario.load(
            text: text("work: lambda"),
            overrides: [Override(path: "deployments.only.place.work.memory", value: "3 GB")])
        #expect(scenario.compile().last?.plan.functions.first?.memory == 3072)
    }

    /// A nearer word on the product ends a split that is taken over.
    @Test func aPlainPlacementComesBeforeASplitBehind() throws {
        let scenario = try Scenario.load(text: text("work: { overflow: [ fargate, lambda ] }") + "\n" + """
              again: { like: only, place: { work: lambda } }
            """)
        #expect(scenario.compile().map(\.plan.splits.count) == [0, 1, 0])
    }
}
