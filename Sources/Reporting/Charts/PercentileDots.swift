// SPDX-License-Identifier: GPL-3.0-or-later
import Study

/// Percentiles of each option on one logarithmic axis, answers with and without a cold start apart.
struct PercentileDots {
    let options: [DeploymentResult]
    private let quantiles = [0.5, 0.95, 0.99, 0.999]

    private struct Row {
        var name: String
        var index: Int
        var latency: LatencySummary
    }

    init(_ options: [DeploymentResult]) { self.options = options }

    func svg() -> String? {
        let rows = options.enumerated().flatMap { index, option in
            [("warm", option.overall.warmLatency), ("cold", option.overall.coldLatency)]
                .filter { values($0.1).count > 0 }
                .map { Row(name: "\(option.name), \($0.0)", index: index, latency: $0.1) }
        }
        let all = rows.flatMap { values($0.latency).map(\.seconds) }
        guard !all.isEmpty else { return nil }
        let (left, right, rowHeight) = (16.0, 736.0, 48.0)
        let bottom = Double(rows.count) * rowHeight + 4
        let scale = LogScale(over: all, from: left, to: right)
        var drawing = Drawing(
            width: 760, height: bottom + 48, title: "Latency percentiles of each option",
            description: rows.map { row in
                row.name + ": " + values(row.latency).map { "\($0.label) \(Figures.seconds($0.seconds))" }
                    .joined(separator: ", ")
            }.joined(separator: "; "))
        for tick in scale.ticks {
            let x = scale.position(of: tick)
            drawing.gridLine(x, 0, x, bottom)
            drawing.text(Figures.seconds(tick), x: x, y: bottom + 16, anchor: .middle)
        }
        drawing.text("latency (logarithmic)", x: (left + right) / 2, y: bottom + 38, anchor: .middle)
        for (number, row) in rows.enumerated() {
            draw(row, y: Double(number) * rowHeight + 32, left: left, scale: scale, in: &drawing)
        }
        return drawing.svg
    }

    private func draw(_ row: Row, y: Double, left: Double, scale: LogScale, in drawing: inout Drawing) {
        let colour = Palette[row.index].colour
        let found = values(row.latency)
        let places = found.map { scale.position(of: $0.seconds) }
        drawing.line(places.map { ($0, y) }, colour: colour, width: 2)
        var free = -Double.infinity
        for (position, value) in zip(places, found) {
            let tip = "\(row.name), \(value.label): \(Figures.seconds(value.seconds))"
            drawing.mark(value.shape, x: position, y: y, colour: colour, title: tip)
            // Names that would run into each other are left to the shapes and to the table.
            let width = Drawing.width(of: value.label, size: 11)
            guard position - width / 2 > free else { continue }
            drawing.text(value.label, x: position, y: y - 10, anchor: .middle, kind: "small")
            free = position + width / 2 + 3
        }
        let start = places.first ?? left
        let fits = start - 14 > left + Drawing.width(of: row.name, size: 13)
        drawing.text(
            row.name, x: fits ? start - 14 : (places.last ?? left) + 14, y: y + 4, anchor: fits ? .end : .start,
            kind: "halo")
    }

    private func values(_ latency: LatencySummary) -> [(label: String, seconds: Double, shape: Int)] {
        quantiles.enumerated().compactMap { shape, quantile in
            guard let percentile = latency.percentile(quantile), let value = percentile.estimate?.value, value > 0
            else { return nil }
            return (percentile.label, value, shape)
        }
    }
}
