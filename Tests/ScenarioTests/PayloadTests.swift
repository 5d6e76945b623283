// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Scenario
import Testing

/// Limits are those that the providers publish: Lambda 6 MB each way and 1 MB asynchronously, an HTTP API 10 MB, a load
/// balancer in front of a function 1 MB, an item of DynamoDB 400 KB, a message of SQS 1 MB, of SNS and Step Functions
/// 256 KB.
@Suite struct PayloadTests {
    /// A shop whose buyers send `size`, whose handler does `steps`.
    private func shop(
        size: String = "1 KB", steps: String = "", parts: String = "", place: String = "", to: String = "shop/buy"
    ) -> ScenarioText {
        var text = ScenarioText()
        text.traffic = "  shoppers: { to: \(to), size: \(size), arrivals: { rate: 1/s } }"
        text.handlers = "  buy: { steps: [ compute: 8 ms\(steps) ] }\n  mail: { steps: [ compute: 1 ms ] }"
        text.backends = "  orders: { kind: table }"
        text.rest = parts
        text.deployments = "  a: { provider: aws, region: us-east-1, place: { \(place) } }"
        return text
    }

    /// What is told of it; the mistakes only.
    private func mistakes(
        size: String = "1 KB", steps: String = "", parts: String = "", place: String = "", to: String = "shop/buy"
    ) -> [String] {
        shop(size: size, steps: steps, parts: parts, place: place, to: to).failure().map { FaultSentence($0.fault).text }
    }

    private let queue = "channels: { jobs: { kind: queue, to: mail } }\n"

    @Test(arguments: [
        ("6 MB", "", []), ("6.01 MB", "", ["AWS Lambda"]), ("11 MB", "", ["API Gateway, HTTP API", "AWS Lambda"]),
        ("900 KB", "shop: alb", []), ("1.5 MB", "shop: alb", ["Application Load Balancer"]),
        ("30 MB", "shop: alb, handlers: fargate", []), ("30 MB", "handlers: fargate", ["API Gateway, HTTP API"]),
    ])
    func requestsMustPassTheDoorAndFitTheFunction(size: String, place: String, refusing: [String]) {
        let found = mistakes(size: size, place: place)
        #expect(found.map { $0.components(separatedBy: " takes ")[0] } == refusing)
        #expect(found.allSatisfy { $0.contains("those from 'shoppers' are larger (deployment 'a')") })
    }

    @Test(arguments: [
        ("respond: 7 MB", "AWS Lambda takes answers of at most 6 MB"),
        ("write: { orders: 401 KB }", "DynamoDB takes items of at most 400 KB"),
        ("send: { jobs: 2 MB }", "SQS, standard takes messages of at most 1 MB"),
        ("invoke: { mail: 7 MB }", "AWS Lambda takes requests of at most 6 MB"),
        ("invoke: { mail: 2 MB, async: true }", "AWS Lambda takes asynchronous invocations of at most 1 MB"),
        ("choice: [ { share: 10%, steps: [ respond: 9 MB ] }, { steps: [ respond: 1 KB ] } ]",
            "AWS Lambda takes answers of at most 6 MB"),
    ])
    func whatAHandlerDoesMustFit(step: String, complaint: String) {
        let found = mistakes(steps: ", \(step)", parts: queue)
        #expect(found.count == 1 && found[0].hasPrefix(complaint), "\(found)")
    }

    @Test func whatFitsPasses() {
        let steps = ", write: { orders: 400 KB }, read: { orders: 900 KB }, send: { jobs: 1 MB }, respond: 6 MB"
        #expect(mistakes(size: "6 MB", steps: steps, parts: queue) == [])
    }

    /// A topic takes 256 KB and the queue behind it 1 MB: what is published must pass both.
    @Test func messagesMustFitAllThatTheyComeTo() {
        let parts = "channels: { news: { kind: topic, to: jobs }, jobs: { kind: queue, to: mail } }\n"
        #expect(mistakes(size: "300 KB", parts: parts, to: "news").map { $0.prefix(10) } == ["SNS takes "])
        let both = mistakes(size: "2 MB", parts: parts, to: "news").map { $0.components(separatedBy: " takes ")[0] }
        #expect(both == ["SNS", "SQS, standard"])
    }

    /// What a task answers is the input of the next state.
    @Test func answersOfTasksMustFitTheStateMachine() {
        let parts = """
            workflows:
              order:
                definition: { StartAt: Buy, States: { Buy: { Type: Task, Resource: buy, End: true } } }

            """
        let found = mistakes(steps: ", respond: 300 KB", parts: parts, to: "order")
        #expect(found.count == 1 && found[0].hasPrefix("Step Functions, Standard takes answers of at most 256 KB"))
    }

    /// Lognormal through 100 KB and, at 99 %, 900 KB: sigma = ln 9 / 2.3263 = 0.9445. Beyond 1 MB = 1,024 KB lies
    /// what is beyond ln 10.24 / 0.9445 = 2.463 deviations: 0.69 %, more than may be lost; beyond 6 MB, 4.36: 0.00065 %.
    @Test func theShareThatIsTooLargeDecides() throws {
        let size = "{ median: 100 KB, p99: 900 KB }"
        let found = mistakes(size: size, parts: queue, to: "jobs")
        #expect(found.count == 1 && found[0].contains("0.69 % of those from 'shoppers'"), "\(found)")
        var text = ScenarioText()
        text.traffic = "  shoppers: { to: shop/buy, size: \(size), arrivals: { rate: 1/s } }"
        let warnings = try text.load().warnings.map { FaultSentence($0.fault).text }
        #expect(warnings.contains { $0.contains("AWS Lambda") && $0.contains("0.00065 % of those") }, "\(warnings)")
    }

    @Test func aLimitCanBeSaid() throws {
        #expect(mistakes(steps: ", respond: 150 MB", place: "handlers: fargate, shop: { largest-answer: 200 MB }") == [])
        #expect(mistakes(size: "20 MB", place: "handlers: { largest-request: none }, shop: direct") == [])
        let listed = try shop(size: "20 MB", place: "handlers: { largest-request: none }, shop: direct").load()
        #expect(listed.deployments[0].assumptions.contains { $0.path.hasSuffix("largest-request") && $0.value == "none" })
        #expect(mistakes(size: "3 KB", place: "handlers: { largest-request: 2 KB }").count == 1)
    }
}
