// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Scenario
import Study
import Testing

/// Every story in `scenarios/`, run briefly with a fixed seed, against what it gave when somebody last looked.
///
/// These figures say that something changed, not what is right. When the change is meant, run
/// `UPDATE_GOLDEN=1 scripts/test --filter GoldenTests` and look at the difference before it is committed.
@Suite struct GoldenTests {
    /// Half an hour of a Monday afternoon (UTC), when Europe works and New York opens; a file may say otherwise.
    private static let briefly = ["period.simulate=30 min", "period.starts=monday 14:05"]

    static var stories: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: scenariosFolder)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.sorted()
    }

    @Test func thereAreStories() { #expect(Self.stories.contains("fintech-dashboard.yaml")) }

    @Test(arguments: stories)
    func theStoryGivesWhatItGave(file: String) throws {
        let name = String(file.dropLast(5))
        let path = "\(scenariosFolder)/expected/\(name).txt"
        let expected = try? String(contentsOfFile: path, encoding: .utf8)
        let settings = Self.settings(in: expected ?? "") ?? Self.briefly
        let found = try Self.figures(of: "\(scenariosFolder)/\(file)", settings: settings)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try found.write(toFile: path, atomically: true, encoding: .utf8)
        } else {
            let hint: Comment = "UPDATE_GOLDEN=1 scripts/test --filter GoldenTests writes expected/\(name).txt"
            let wanted = try #require(expected, hint)
            #expect(wanted == found, hint)
        }
    }

    private static func settings(in text: String) -> [String]? {
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("set ") }.map { String($0.dropFirst(4)) }
        return lines.isEmpty ? nil : lines
    }

    private static func figures(of path: String, settings: [String]) throws -> String {
        let overrides = settings.map { setting in
            let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
            return Override(path: parts[0], value: parts[1])
        }
        let scenario = try Scenario.load(path: path, overrides: overrides)
        var options = StudyOptions()
        options.seed = 1
        var rule = StoppingRule()
        rule.fixed = 2
        options.rule = rule
        let result = try ForecastStudy(scenario, prices: PriceBook.standard(), options: options).run()
        #expect(result.isSound, "a balance is broken")
        var lines = settings.map { "set \($0)" }
        for deployment in result.deployments {
            lines.append(deployment.name + (deployment.isLowerBound ? " (something is not priced)" : ""))
            for one in deployment.perReplication {
                lines.append(
                    "  \(dollars(one.monthlyCost)) a month; \(one.answered) of \(one.offered) answered; p50 "
                        + "\(milliseconds(one.p50)), p99 \(milliseconds(one.p99)); cold \(share(one.coldStartShare))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// To six digits: the last ones may depend on the machine's library of elementary functions.
    private static func dollars(_ value: Double) -> String { String(format: "%.6g USD", value) }
    private static func milliseconds(_ value: Double?) -> String {
        value.map { String(format: "%.5g ms", $0 * 1000) } ?? "none"
    }
    private static func share(_ value: Double?) -> String {
        value.map { String(format: "%.4g %%", $0 * 100) } ?? "none"
    }
}
