// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import PlatformModels
import Testing

/// Results nobody here computed. One case at a time: each uses all cores itself.
@Suite("Validation", .serialized) struct ValidationTests {
    @Test("Validation: queues", arguments: QueueCases.all) func queues(_ one: Case) throws {
        try one.planned.check()
    }
    @Test("Validation: limits", arguments: LimitCases.all) func limits(_ one: Case) throws {
        try one.planned.check()
    }
    @Test("Validation: cold starts", arguments: ColdStartCases.all + ColdStartCases.heavy)
    func coldStarts(_ one: Case) throws {
        try one.planned.check()
    }
    @Test("Validation: workflows", arguments: WorkflowCases.all + WorkflowCases.heavy)
    func workflows(_ one: Case) throws {
        try one.planned.check()
    }
    @Test("Validation: retry storms", arguments: StormCases.all + ContentionCases.all)
    func storms(_ one: Case) throws {
        try one.planned.check()
    }
    @Test("Validation: laws and traps", arguments: LawCases.all) func laws(_ one: Case) throws {
        try one.planned.check()
    }

    /// S01: how far intervals go wrong that take a run's successive waits as independent (M/M/1 at 90 %).
    @Test("Validation: S01") func autocorrelatedWaits() throws {
        let waits = Metric("waits", 0, .absolute(0), .quantile(0.5) { $0.services[0].waits })
        let samples = try Case("S01", replications: Case.isFull ? 4_000 : 1_500, [waits]).samples()[0]
        var means = RunningMoments(), pool = LogHistogram(), covered = 0
        var count = 0.0
        for case .histogram(let histogram) in samples {
            let mean = try #require(histogram.mean) / 1e9, variance = try #require(histogram.variance) / 1e18
            means.record(mean)
            pool.merge(histogram)
            count += Double(histogram.count) / Double(samples.count)
            // The mean wait is ρ/(1 − ρ) = 9.
            if abs(mean - 9) <= 1.96 * (variance / Double(histogram.count)).squareRoot() { covered += 1 }
        }
        let asymptotic = means.sampleVariance * count
        let marginal = try #require(pool.variance) / 1e18
        let coverage = Double(covered) / Double(samples.count)
        print("S01 asymptotic \(asymptotic), marginal \(marginal), coverage \(coverage), customers \(count)")
        #expect(abs(asymptotic - 35_901) <= 0.1 * 35_901)
        #expect(abs(marginal - 99) <= 0.05 * 99)
        #expect(abs((asymptotic / marginal).squareRoot() - 19.04301351247653) <= 0.08 * 19.04301351247653)
        #expect(abs(coverage - 0.0819759133988811) <= 0.02)
        let needed = asymptotic * (1.96 / (0.05 * 9)) * (1.96 / (0.05 * 9))
        #expect(abs(needed - 681_047.9767773228) <= 0.1 * 681_047.9767773228)
    }

    /// Cold starts and instances measured on AWS Lambda, at twenty rates (simfaas-aws.csv).
    @Test("Validation: SimFaaS's measurements on AWS") func measurementsOnAWS() throws {
        let text = try String(contentsOfFile: try Case.path("simfaas-aws.csv"), encoding: .utf8)
        let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
            .map { $0.split(separator: ",").dropFirst().compactMap { Double($0) } }
        #expect(rows.count == 20)
        // Some two million requests a row settle the errors; half of them show the same.
        let requests = Case.isFull ? 2_000_000.0 : 1_000_000.0
        var coldErrors = 0.0, instanceErrors = 0.0
        for row in rows {
            let (rate, warm, cold, probability, instances) = (row[0], row[1], row[2], row[3], row[4])
            let one = Case("SimFaaS", file: "simfaas-aws", set: [
                "period.simulate": "\(Int(requests / 20 / rate)) s",
                "period.warm-up": "20 h",
                "traffic.callers.arrivals.rate": "\(rate)/s",
                "handlers.work.steps.1.compute.exponential": "\(warm) ms",
                "place.work.first-call-slowdown": "\(cold / warm)",
            ], [
                Metric("cold", probability, .relative(1), .cold()),
                Metric("instances", instances, .relative(1), .instances),
            ])
            let estimates = zip(one.metrics, try one.samples()).map { $0.figure.estimate($1).value }
            coldErrors += abs(estimates[0] - probability) / probability / Double(rows.count)
            instanceErrors += abs(estimates[1] - instances) / instances / Double(rows.count)
        }
        print("SimFaaS's measurements: cold starts \(coldErrors), instances \(instanceErrors)")
        #expect(coldErrors <= 0.14)
        #expect(instanceErrors <= 0.04)
    }
}
