// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing
import Scenario
import Study
import Testing

/// A scenario with results that nobody here computed, run as `faascast run` runs it.
struct Case: Sendable, CustomTestStringConvertible {
    var id: String
    /// Name of the file in `Cases`, without its ending.
    var file: String
    var overrides: [String: String]
    var replications: Int
    var metrics: [Metric]

    init(_ id: String, file: String? = nil, set overrides: [String: String] = [:], replications: Int = 20,
         _ metrics: [Metric]) {
        self.id = id
        self.file = file ?? id
        self.overrides = overrides
        self.replications = replications
        self.metrics = metrics
    }

    var testDescription: String { ([file] + overrides.keys.sorted()).joined(separator: ", ") }
}

/// What a run of a scenario left behind: for each metric, a sample of each replication.
final class Collector: @unchecked Sendable {
    private let metrics: [Metric]
    private let lock = NSLock()
    private var collected: [[Sample]]
    private(set) var trouble: [String] = []

    init(_ metrics: [Metric]) {
        self.metrics = metrics
        collected = Array(repeating: [], count: metrics.count)
    }

    var samples: [[Sample]] { lock.withLock { collected } }

    /// Called for one observation after the other, in the order of the replications.
    func add(_ deployment: String, _ observation: Observation) {
        lock.withLock {
            trouble += observation.violations.map { "\($0.what): \($0.expected), found \($0.found)" }
            if let stop = observation.stop { trouble.append("stopped: \(stop)") }
            for index in metrics.indices where metrics[index].deployment ?? deployment == deployment {
                collected[index].append(metrics[index].figure.sample(observation))
            }
        }
    }
}

extension Case {
    /// Fixed, so that a failure is a change; FAASCAST_SEED tries others.
    static let seed = ProcessInfo.processInfo.environment["FAASCAST_SEED"].flatMap { UInt64($0) } ?? 20_261_124
    static let isFull = ProcessInfo.processInfo.environment["FAASCAST_VALIDATE"] == "full"

    /// Limits on |z| that keep a suite of 400 metrics below 0.5 % of false alarms, with an estimated standard error.
    var greatestZ: Double {
        switch replications {
        case ..<30: 5.9
        case ..<60: 5.3
        case ..<200: 4.8
        default: 4.4
        }
    }

    /// Three times the replications in the full suite.
    var planned: Case {
        var planned = self
        if Self.isFull, replications >= 20, replications < 200 { planned.replications *= 3 }
        return planned
    }

    static func path(_ name: String) throws -> String {
        try #require(Bundle.module.path(forResource: name, ofType: nil, inDirectory: "Cases"))
    }

    /// Loads, compiles and studies the scenario with fixed replications and a fixed seed.
    func samples() throws -> [[Sample]] {
        let scenario = try Scenario.load(
            path: Self.path("\(file).yaml"),
            overrides: overrides.sorted { $0.key < $1.key }.map { Override(path: $0.key, value: $0.value) })
        var options = StudyOptions()
        options.seed = Self.seed
        options.threads = max(2, ProcessInfo.processInfo.activeProcessorCount)
        options.days = .all
        var rule = StoppingRule()
        rule.fixed = replications
        options.rule = rule
        let study = try ForecastStudy(scenario, prices: try PriceBook.standard(), options: options)
        let collector = Collector(metrics)
        _ = try study.run(observe: { deployment, _, stretches in
            for stretch in stretches { collector.add(deployment, stretch) }
        })
        #expect(collector.trouble.isEmpty, "\(id): \(collector.trouble.prefix(3))")
        return collector.samples
    }

    /// Runs and holds every metric against its value.
    func check() throws {
        let started = ContinuousClock.now
        let samples = try samples()
        for (metric, samples) in zip(metrics, samples) {
            let estimate = metric.figure.estimate(samples)
            #expect(samples.count == replications, "\(id) \(metric.name)")
            metric.judge(estimate, degrees: samples.count - 1, greatestZ: greatestZ, id: id)
        }
        print("\(id) took \(ContinuousClock.now - started)")
    }
}
