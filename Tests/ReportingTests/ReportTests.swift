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

    @Test func equalRunsAreEqualBytes() throws {
        #expect(try ResultsDocument(smallResult()).data() == ResultsDocument(smallResult()).data())
    }

    @Test func resultsAreJSONWithKebabKeys() throws {
        let object = try JSONSerialization.jsonObject(with: ResultsDocument(smallResult()).data()) as? [String: Any]
        let root = try #require(object)
        #expect(root["schema-version"] as? Int == 1)
        #expect((root["deployments"] as? [[String: Any]])?.compactMap { $0["name"] as? String } == ["lambda", "fargate"])
        #expect(root["scenario-name"] as? String == "Small")
    }

    @Test func thePageAsksNobodyAndEscapesNames() throws {
        let page = try HTMLReport(smallResult(name: "<script>alert(1)</script> & co")).text
        #expect(!page.contains("<script"))
        #expect(page.contains("&lt;script&gt;"))
        for remote in ["src=", "@import", "href="] { #expect(!page.contains(remote)) }
        for section in ["Options", "Cost by service", "Latency", "Bills", "Assumptions", "Method"] {
            #expect(page.contains(section))
        }
    }

    @Test func nothingHalfWrittenIsLeftBehind() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("faascast-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // A folder stands where the second file should go: neither file may appear.
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("second/inside"), withIntermediateDirectories: true)
        #expect(throws: ResultsWriter.Failure.self) {
            try ResultsWriter(folder: folder.path).write([("second", Data("b".utf8)), ("first", Data("a".utf8))])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["second"])
        try ResultsWriter(folder: folder.path).write([("first", Data("a".utf8))])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["first", "second"])
    }
}
