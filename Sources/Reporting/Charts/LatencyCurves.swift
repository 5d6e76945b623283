// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Study

/// The share of requests answered within a time: a line for each option, times on a logarithmic axis, shares by nines.
struct LatencyCurves {
    struct Curve {
        var name: String
        /// Which option, so that it has one colour in all charts.
        var index: Int
        var latency: LatencySummary
    }

    var title: String
    var curves: [Curve]

    /// Nil when no request is in it.
    func svg() -> String? {
        let curves = curves.filter { $0.latency.distribution.contains { $0.seconds > 0 } }
        guard !curves.isEmpty else { return nil }
        let (left, right, top, bottom) = (64.0, 740.0, 12.0, 270.0)
        let nines = NinesScale(count: curves.map(\.latency.count).max() ?? 1, from: bottom, to: top)
        let last = nines.ticks.last ?? 1
        let times = LogScale(
            over: curves.flatMap { Self.inside($0.latency, upTo: last).map(\.seconds) }, from: left, to: right)
        var drawing = Drawing(
            width: 760, height: 322, title: title,
            description: curves.map { curve in
                "\(curve.name): half within \(Figures.seconds(curve.latency.percentile(0.5))), 99 % within "
                    + Figures.seconds(curve.latency.percentile(0.99))
            }.joined(separator: "; "))
        for share in nines.ticks {
            let y = nines.position(of: share)
            drawing.gridLine(left, y, right, y)
            drawing.text(NinesScale.label(share), x: left - 8, y: y + 4, anchor: .end)
        }
        for seconds in times.ticks {
            let x = times.position(of: seconds)
            drawing.gridLine(x, top, x, bottom)
            drawing.text(Figures.seconds(seconds), x: x, y: bottom + 18, anchor: .middle)
        }
        drawing.text("answered within (logarithmic)", x: (left + right) / 2, y: bottom + 40, anchor: .middle)
        for curve in curves {
            let series = Palette[curve.index]
            let points = Self.inside(curve.latency, upTo: last).map {
                (x: times.position(of: $0.seconds), y: nines.position(of: $0.share))
            }
            drawing.line(points, colour: series.colour, dash: series.dash, width: 2.5)
        }
        // Names last, so that no line runs over them; each at a height of its own, beside its curve.
        for (order, curve) in curves.enumerated() {
            let y = bottom - (bottom - top) * (0.12 + 0.76 * (Double(order) + 0.5) / Double(curves.count))
            guard let x = Self.crossing(curve, y: y, times: times, nines: nines) else { continue }
            let isLeft = x + 14 + Drawing.width(of: curve.name, size: 13) > right
            drawing.mark(order, x: x, y: y, colour: Palette[curve.index].colour, title: curve.name)
            drawing.text(
                curve.name, x: isLeft ? x - 12 : x + 12, y: y + 4, anchor: isLeft ? .end : .start, kind: "halo")
        }
        return drawing.svg
    }

    /// Points on the axis; beyond its last mark there is less than one request.
    private static func inside(_ latency: LatencySummary, upTo last: Double) -> [DistributionPoint] {
        latency.distribution.filter { $0.seconds > 0 && $0.share <= last }
            + latency.distribution.filter { $0.seconds > 0 && $0.share > last }.prefix(1)
    }

    /// Where a curve passes a height.
    private static func crossing(_ curve: Curve, y: Double, times: LogScale, nines: NinesScale) -> Double? {
        let points = curve.latency.distribution.filter { $0.seconds > 0 }
            .map { (x: times.position(of: $0.seconds), y: nines.position(of: $0.share)) }
        guard let above = points.firstIndex(where: { $0.y <= y }) else { return points.last?.x }
        guard above > 0 else { return points[above].x }
        let (a, b) = (points[above - 1], points[above])
        return a.y == b.y ? b.x : a.x + (b.x - a.x) * (a.y - y) / (a.y - b.y)
    }
}
