// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Scenario
import Study
import Testing
@testable import Reporting

/// A small study of two options, run once for all tests.
private func smallResult(name: String = "Small") throws -> StudyResult {
    let text = """
        name: "\(name)"
        period: { simulate: 10 min }
        traffic: { callers: { to: work, arrivals: { process: poisson, rate: 20/s } } }
        handlers: { work: { steps: [ compute: { exponential: 20 ms }, respond: 1 KB ] } }
        deployments:
          lambda: { provider: aws, region: us-east-1, place: { work: { use: lambda, memory: 1769 MB } } }
          fargate: { like: lambda, place: { work: { use: fargate, cpu: 1, memory: 2 GB, tasks: 2 } } }
        """
    var rule = StoppingRule()
    rule.fixed = 3
    var options = StudyOptions()
    options.rule = rule
    return try ForecastStudy(Scenario.load(text: text), prices: PriceBook.standard(), options: options).run()
}

@Suite struct ReportTests {
    @Test func theTableFitsEightyColumns() throws {
        let text = try TerminalReport(smallResult()).text
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        #expect(text.contains("lambda") && text.contains("fargate"))
    }

    private static let record = RunRecord(command: "faascast run small.yaml", inputHash: "0", prices: [])

    private func file(_ name: String, of result: StudyResult) throws -> String {
        let files = try ReportFolder(result, record: Self.record).files
        let content = try #require(files.first { $0.name == name }?.content)
        return String(decoding: content, as: UTF8.self)
    }

    @Test func equalRunsAreEqualBytes() throws {
        #expect(try file("results.json", of: smallResult()) == file("results.json", of: smallResult()))
    }

    @Test func resultsAreJSON() throws {
        let text = try file("results.json", of: smallResult())
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(object?.isEmpty == false)
        #expect(text.contains("\"lambda\"") && text.contains("\"fargate\""))
    }

    @Test func theSchemaRefusesUnknownProperties() throws {
        let schema = try JSONSerialization.jsonObject(with: Data(ResultsDocument.schema.utf8))
        var objects = 0
        func check(_ node: Any) {
            if let list = node as? [Any] { list.forEach(check) }
            guard let mapping = node as? [String: Any] else { return }
            if mapping["properties"] is [String: Any], mapping["type"] as? String == "object" {
                objects += 1
                #expect(mapping["additionalProperties"] as? Bool == false)
                #expect(mapping["required"] is [String])
            }
            mapping.values.forEach(check)
        }
        check(schema)
        #expect(objects > 10)
    }

    @Test func thePageAsksNobodyAndEscapesNames() throws {
        let page = try file("report.html", of: smallResult(name: "<script>alert(1)</script> & co"))
        #expect(!page.contains("<script"))
        #expect(page.contains("&lt;script&gt;"))
        for remote in ["src=", "@import", "href=\"http"] { #expect(!page.contains(remote)) }
        for section in ["Options", "Cost", "Latency", "Concurrency", "Bills", "Assumptions", "Method"] {
            #expect(page.contains(section))
        }
    }

    @Test func thePageDrawsOneRequestsLife() throws {
        let text = """
            name: Life
            period: { simulate: 1 min }
            traffic: { users: { to: work, arrivals: { process: deterministic, every: 1 s, first: 1 s } } }
            handlers: { work: { steps: [ wait: 1 s ] } }
            deployments: { only: { place: { work: { use: lambda, cold-start: none } } } }
            """
        let scenario = try Scenario.load(text: text)
        let stories = scenario.exampleStories(of: scenario.compile(), seed: 1)
        let page = try HTMLReport(smallResult(), record: Self.record, stories: stories).text
        #expect(page.contains("Request 1 of users, only: answered after 1 s"))
        #expect(page.contains("<title>Request 1 under only</title>"))
        #expect(try HTMLReport(smallResult(), record: Self.record).text.contains("None was followed."))
    }

    @Test func nothingHalfWrittenIsLeftBehind() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("faascast-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // A folder stands where the second file should go: neither file may appear.
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("second/inside"), withIntermediateDirectories: true)
        #expect(throws: WriteFailure.self) {
            try ResultsWriter(folder: folder.path).write([("second", Data("b".utf8)), ("first", Data("a".utf8))])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["second"])
        try ResultsWriter(folder: folder.path).write([("first", Data("a".utf8))])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["first", "second"])
    }
}

@Suite struct HonestyTests {
    private func result(_ rate: String) throws -> StudyResult {
        let text = """
            name: Load
            period: { simulate: 1 h }
            traffic: { callers: { to: work, arrivals: { process: poisson, rate: \(rate) } } }
            handlers: { work: { steps: [ compute: { exponential: 200 ms } ] } }
            deployments: { pool: { place: { work: { use: pool, servers: 2, queue: unlimited } } } }
            """
        return try ForecastStudy(Scenario.load(text: text), prices: PriceBook.standard()).run()
    }

    /// Two servers of 200 ms carry 10 requests a second. Of 20, half of what came in an hour is left: 36,000.
    @Test func aBacklogThatGrowsIsCalledUnstableWithItsFigures() throws {
        let result = try result("20/s")
        #expect(!result.isStable)
        guard case .unstable(let causes) = result.deployments[0].stability,
              case .growingBacklog(_, let first, let last, let final) = try #require(causes.first) else {
            Issue.record("no growing backlog was found")
            return
        }
        // It grows by 10 a second: means of 4,500 in the first quarter and 31,500 in the last.
        #expect(abs(first - 4_500) < 500)
        #expect(abs(last - 31_500) < 1_000)
        #expect(abs(final - 36_000) < 1_000)
    }

    @Test func aHeavyButCarriedLoadIsStable() throws {
        #expect(try result("9/s").isStable)
    }
}

/// A queue whose consumer is slower than its bursts and whose backend fails: something to tell in every report.
@Suite struct MessageReportTests {
    private func result() throws -> StudyResult {
        let text = """
            name: Messages
            period: { simulate: 10 min }
            traffic: { clients: { to: jobs, arrivals: { process: batches, of: 200, rate: 1/min } } }
            handlers: { work: { steps: [ wait: 5 s, write: { orders: 1 KB } ] } }
            channels:
              jobs: { kind: queue, to: work, visibility: 4 s, batch: 1, attempts: 2, failed-to: parked }
              parked: { kind: queue, keeps: 14 days }
            backends: { orders: { kind: table } }
            deployments:
              few: { place: { work: { use: fargate, tasks: 2 } } }
              many: { place: { work: { use: fargate, tasks: 3 } } }
            """
        var options = StudyOptions()
        options.rule = StoppingRule()
        options.rule?.fixed = 2
        return try ForecastStudy(Scenario.load(text: text), prices: PriceBook.standard(), options: options).run()
    }

    private static let record = RunRecord(command: "faascast run messages.yaml", inputHash: "0", prices: [])

    @Test func theTerminalTellsMessagesAndFindings() throws {
        let text = try TerminalReport(result()).text
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        #expect(text.contains("  jobs → work") && text.contains("Findings:"))
        #expect(text.contains("few (many with other figures)"), "what two options share is told once")
        #expect(text.contains("--set channels.jobs.visibility=…"))
    }

    @Test func everyFormTellsThem() throws {
        let result = try result()
        let files = try ReportFolder(result, record: Self.record).files
        func file(_ name: String) throws -> String {
            String(decoding: try #require(files.first { $0.name == name }?.content, "\(name)"), as: UTF8.self)
        }
        #expect(try file("channels.csv").split(separator: "\n").count == 5, "two subscriptions in each of two options")
        #expect(try file("calls.csv").contains("few,work,orders,backend"))
        #expect(!files.contains { $0.name == "workflows.csv" })
        let page = try file("report.html")
        #expect(page.contains("Findings") && page.contains("--set channels.jobs.visibility"))
        #expect(page.contains("jobs → work: backlog"), "a backlog of hundreds is worth a chart")
        let markdown = MarkdownReport(result).text
        #expect(markdown.contains("### Findings") && markdown.contains("<summary>Messages</summary>"))
        let object = try JSONSerialization.jsonObject(with: Data(try file("results.json").utf8)) as? [String: Any]
        #expect(object?["schema-version"] as? Int == 5)
        let option = try #require((object?["deployments"] as? [[String: Any]])?.first)
        #expect((option["channels"] as? [Any])?.count == 2)
        #expect((option["findings"] as? [[String: Any]])?.contains { $0["rule"] as? String == "short-visibility" } == true)
    }
}
