// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import PlatformModels
import Sampling
@testable import Scenario
import Testing
import Workload

/// Files that a scenario names stand beside it.
@Suite struct FileTests {
    private func load(_ text: ScenarioText, files: [String: String]) throws -> Scenario {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, content) in files {
            try content.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        let path = folder.appendingPathComponent("scenario.yaml").path
        try text.text.write(toFile: path, atomically: true, encoding: .utf8)
        return try Scenario.load(path: path)
    }

    @Test func samplesAreReadWithTheirUnits() throws {
        var text = ScenarioText()
        text.handlers = "  buy: { steps: [ compute: { samples: times.txt } ] }"
        let scenario = try load(text, files: ["times.txt": "# measured\n8 ms\n\n0.5 s # slow\n"])
        #expect(scenario.compile()[0].plan.program.draws[0].distribution == .samples([0.008, 0.5]))
    }

    @Test func aMistakeInAFileIsFoundThere() throws {
        var text = ScenarioText()
        text.handlers = "  buy: { steps: [ compute: { samples: times.txt } ] }"
        do {
            _ = try load(text, files: ["times.txt": "8 ms\n9\n"])
            Issue.record("loaded")
        } catch let failure as DocumentFailure {
            #expect(failure.diagnostics.first?.place.line == 2)
            #expect(failure.diagnostics.first?.place.file.hasSuffix("times.txt") == true)
        }
    }

    @Test func profilesAndTracesAreFiles() throws {
        var text = ScenarioText()
        text.traffic = """
              a: { to: buy, arrivals: { mean: 2/s, profile: hours.csv } }
              b: { to: buy, arrivals: { process: trace, file: trace.csv, format: minute-counts } }
            """
        let hours = (0..<24).map { "\($0 % 2 * 2)" }.joined(separator: "\n")
        let scenario = try load(text, files: ["hours.csv": hours, "trace.csv": "0,5\n1,7\n"])
        guard case .poisson(let profile) = scenario.traffic[0].arrivals else {
            Issue.record("no Poisson process"); return
        }
        #expect(profile.rate(at: 1_800) == 0 && profile.rate(at: 5_400) == 4)
        guard case .trace(let file) = scenario.traffic[1].arrivals else { Issue.record("no trace"); return }
        #expect(file.format == .minuteCounts(.random))
    }

    @Test func faultsOfATraceHaveTheirLines() throws {
        var text = ScenarioText()
        text.traffic = "  a: { to: buy, arrivals: { process: trace, file: trace.csv } }"
        func faults(_ trace: String) throws -> [Diagnostic] {
            do {
                _ = try load(text, files: ["trace.csv": trace])
                return []
            } catch let failure as DocumentFailure { return failure.diagnostics }
        }
        let two = try faults("1\n3\n2\nnever\n")
        #expect(two.map(\.place.line) == [3, 4] && two.allSatisfy { $0.place.file.hasSuffix("trace.csv") })
        #expect(two.map { FaultSentence($0.fault).what } == ["2 comes after 3", "\"never\" is not a number"])
        #expect(try faults("time\n" + String(repeating: "x\n", count: 100)).count == 5, "one reason is enough")
        #expect(try faults("# none\n").count == 1)
    }

    /// A device has no end, and a pipe is read once: a trace is read again for each replication.
    @Test func aTraceIsAPlainFile() {
        var text = ScenarioText()
        for (path, words) in [
            ("/dev/null", "no plain file"), ("/nowhere/at.all", "there is no such file"), ("/tmp", "this is a folder"),
        ] {
            text.traffic = "  a: { to: buy, arrivals: { process: trace, file: \(path) } }"
            #expect(text.failureText().contains(words) && text.failureText().contains(path), "\(text.failureText())")
        }
    }

    @Test func aMissingFileIsReportedByItsName() {
        var text = ScenarioText()
        text.handlers = "  buy: { steps: [ compute: { samples: nothing.txt } ] }"
        #expect(text.failureText().contains("nothing.txt"))
    }

    /// A warning is of the deployment that it is about, also where another one wrote the line.
    @Test func aWarningBelongsToItsDeployment() throws {
        var text = ScenarioText()
        text.deployments = """
              a: { place: { buy: { use: fargate, tasks: 2..40, scale-on: { cpu: 60% } } } }
              b: { like: a, place: { buy: { tasks: 4 } } }
            """
        #expect(try text.load().deployments.map(\.warnings.count) == [0, 1])
    }

    @Test func oddDeploymentsAreWarnedOf() throws {
        var text = ScenarioText()
        text.deployments = """
              a: { place: { buy: { use: fargate, tasks: 3, scale-on: { cpu: 60% } } } }
              b: { place: { buy: { use: lambda, reserved: 950 } } }
            """
        let scenario = try text.load()
        #expect(scenario.warnings.isEmpty)
        #expect(scenario.deployments.map(\.warnings.count) == [1, 1])
        #expect(scenario.allWarnings.count == 2)
    }
}
