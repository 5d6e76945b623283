// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import Study
import Testing
#if canImport(FoundationXML)
import FoundationXML
#endif
@testable import Reporting

@Suite struct ChartTests {
    /// The attributes of every element of a kind, in the order of the drawing; parsing it checks that it is XML.
    private func elements(_ name: String, in svg: String) throws -> [[String: String]] {
        let document = try XMLDocument(data: Data(svg.utf8), options: [])
        return try document.nodes(forXPath: "//\(name)").compactMap { $0 as? XMLElement }.map { element in
            Dictionary(uniqueKeysWithValues: (element.attributes ?? []).map { ($0.name ?? "", $0.stringValue ?? "") })
        }
    }

    private func points(_ polyline: [String: String]) -> [(x: Double, y: Double)] {
        (polyline["points"] ?? "").split(separator: " ").map { pair in
            let parts = pair.split(separator: ",").compactMap { Double($0) }
            return (parts[0], parts[1])
        }
    }

    private func option(_ name: String, _ amounts: [(String, Double)]) -> DeploymentResult {
        let none = ShareEstimate(
            value: nil, lower: nil, upper: nil, level: 0.95, method: .replications, events: 0, trials: 0)
        let silent = LatencySummary(
            count: 0, mean: nil, minimum: nil, maximum: nil, percentiles: [], distribution: [])
        let all = FlowResult(
            name: "all", counts: OutcomeCounts(), monthlyRequests: exactly(0), answeredShare: none, refusedShare: none,
            failedShare: none, timedOutShare: none, throttledAttemptShare: none, attemptsPerRequest: nil,
            coldShare: none, latency: silent, warmLatency: silent, coldLatency: silent)
        var result = DeploymentResult(
            name: name, monthlyCost: exactly(amounts.reduce(0) { $0 + $1.1 }), isLowerBound: false, overall: all)
        result.costByService = amounts.map { NamedAmount(name: $0.0, amount: exactly($0.1)) }
        return result
    }

    private func exactly(_ value: Double) -> Estimate {
        Estimate(value: value, halfWidth: 0, level: 0.95)
    }

    /// From 4 to 640 for $1,000: 0.636 a dollar, less one for the gap between two services.
    @Test func lengthsOfAStackedBarSumToItsTotal() throws {
        let svg = CostBars(options: [
            option("a & b", [("Lambda", 600), ("API <Gateway>", 300), ("Logs", 100)]),
            option("second", [("Lambda", 200), ("Logs", 50)]),
        ]).svg()
        let bars = try elements("rect", in: svg).filter { $0["height"] == "28" }
        let widths = bars.compactMap { $0["width"].flatMap { Double($0) } }
        #expect(widths.count == 5)
        for (width, dollars) in zip(widths, [600, 300, 100, 200, 50.0]) {
            #expect(abs(width + 1 - dollars * 0.636) < 0.06, "\(dollars)")
        }
        #expect(abs(widths.prefix(3).reduce(0) { $0 + $1 + 1 } - 636) < 0.2)
        // Each begins where the one before it ends.
        let starts = bars.compactMap { $0["x"].flatMap { Double($0) } }
        #expect(abs(starts[1] - (4 + 381.6)) < 0.06 && abs(starts[2] - (4 + 572.4)) < 0.06 && starts[3] == 4)
        #expect(svg.contains("a &amp; b") && svg.contains("API &lt;Gateway&gt;"))
    }

    /// A thousand values: three nines from 270 up to 12, so 86 for each nine; times from 10 ms to 1 s on two decades
    /// with a twentieth of air, 676 / 2.2 for each decade.
    @Test func aCurvePassesThroughItsPoints() throws {
        let summary = LatencySummary(
            count: 1000, mean: nil, minimum: 0.01, maximum: 1, percentiles: [],
            distribution: [
                DistributionPoint(seconds: 0.01, share: 0), DistributionPoint(seconds: 0.1, share: 0.9),
                DistributionPoint(seconds: 1, share: 0.99),
            ])
        let svg = try #require(LatencyCurves(
            title: "Answers", curves: [.init(name: "lambda", index: 0, latency: summary)]).svg())
        let line = points(try #require(elements("polyline", in: svg).first))
        let decade = 676 / 2.2
        let expected = [(64 + 0.1 * decade, 270.0), (64 + 1.1 * decade, 184), (64 + 2.1 * decade, 98)]
        #expect(line.count == 3)
        for (point, wanted) in zip(line, expected) {
            #expect(abs(point.x - wanted.0) < 0.06 && abs(point.y - wanted.1) < 0.06)
        }
    }

    @Test func axesEndAtRoundNumbers() {
        let scale = LinearScale(upTo: 870, from: 0, to: 100)
        // Steps of 500: 870 / 4 = 217.5 is between 200 and 500.
        #expect(scale.ticks == [0, 500, 1000] && scale.position(of: 250) == 25)
        #expect(LinearScale(upTo: 0, from: 0, to: 1).ticks.first == 0)
        let nines = NinesScale(count: 12_345, from: 0, to: 4)
        #expect(nines.ticks.count == 6 && nines.position(of: 0) == 0)
        #expect(abs(nines.position(of: 0.99) - 2) < 1e-12)
        let times = LogScale(over: [0.01, 1], from: 0, to: 2.2)
        #expect(abs(times.position(of: 0.1) - 1.1) < 1e-12)
    }

    private func course(_ name: String, limit: Double?) -> ChartSeries {
        ChartSeries(
            subject: name, quantity: .concurrency, bucketWidth: 60,
            limit: limit.map { ChartLimit(name: "account concurrency", value: $0) },
            segments: [ChartSegment(label: "day 1", start: 0, means: [0, 10, 20, 10], peaks: [0, 20, 40, 20])])
    }

    /// Of 40 at most, drawn from 150 up to 26 by an axis to 40 in steps of 20: 3.1 for each.
    @Test func aCourseIsDrawnToItsScale() throws {
        let svg = CourseChart(title: "orders", series: [course("orders", limit: nil)]).svg()
        let line = points(try #require(elements("polyline", in: svg).first))
        #expect(line.map(\.y) == [150, 119, 88, 119])
        let shade = points(try #require(elements("polygon", in: svg).first))
        #expect(shade.map(\.y).min() == 26)
    }

    /// Words of a legend stand below each other: beside each other they ran into one another.
    @Test func theLegendHasALineForEachThing() throws {
        var instances = course("orders", limit: nil)
        instances.quantity = .instances
        let svg = CourseChart(title: "orders", series: [course("orders", limit: 1000), instances]).svg()
        let document = try XMLDocument(data: Data(svg.utf8), options: [])
        let texts = try document.nodes(forXPath: "//text[@class='small']").compactMap { $0 as? XMLElement }
        let beginnings = ["requests at once", "instances", "account"]
        let legend = texts.filter { text in beginnings.contains { (text.stringValue ?? "").hasPrefix($0) } }
        let heights = legend.compactMap { $0.attribute(forName: "y")?.stringValue }
        #expect(legend.count == 3 && Set(heights).count == 3)
        let box = try #require(document.rootElement()?.attribute(forName: "viewBox")?.stringValue)
        let height = try #require(box.split(separator: " ").last.flatMap { Double($0) })
        #expect(heights.compactMap { Double($0) }.allSatisfy { $0 < height })
    }
}
