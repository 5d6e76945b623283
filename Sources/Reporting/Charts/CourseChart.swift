// SPDX-License-Identifier: GPL-3.0-or-later
import Study

/// Something over time against its limit: the mean as a line, the peaks of any replication as a shade.
struct CourseChart {
    let title: String
    /// One quantity, or two that are counted alike (requests at once and instances).
    let series: [ChartSeries]

    private let left = 46.0
    private let right = 372.0
    private let top = 26.0
    private let bottom = 150.0

    init(title: String, series: [ChartSeries]) {
        self.title = title
        self.series = series
    }

    func svg() -> String {
        let greatest = series.flatMap(\.segments).flatMap { $0.peaks + $0.means }.max() ?? 0
        let limit = series.compactMap(\.limit).first
        // A limit far away is told in words, or nothing else could be seen.
        let isLimitNear = limit.map { $0.value <= 4 * max(greatest, 1) } ?? false
        let scale = LinearScale(
            upTo: max(greatest, isLimitNear ? limit?.value ?? 0 : 0), from: bottom, to: top, count: 3)
        var drawing = Drawing(
            width: 380, height: 188, title: title,
            description: "Highest value \(Figures.quantity(greatest))"
                + (limit.map { "; \($0.name): \(Figures.quantity($0.value))" } ?? "; no limit"))
        drawing.text(title, x: 2, y: 13, kind: "name")
        for tick in scale.ticks {
            drawing.gridLine(left, scale.position(of: tick), right, scale.position(of: tick))
            drawing.text(Figures.short(tick), x: left - 6, y: scale.position(of: tick) + 4, anchor: .end)
        }
        for (index, one) in series.enumerated() { draw(one, index: index, scale: scale, in: &drawing) }
        if let limit { draw(limit, isNear: isLimitNear, scale: scale, in: &drawing) }
        drawAxis(in: &drawing)
        return drawing.svg
    }

    /// Where the stretches lie: side by side with a gap, by their length.
    private var frames: [(segment: ChartSegment, start: Double, end: Double)] {
        let segments = series.first?.segments ?? []
        let gap = 6.0
        let total = Double(max(segments.reduce(0) { $0 + $1.means.count }, 1))
        let room = right - left - gap * Double(max(segments.count - 1, 0))
        var x = left
        return segments.map { segment in
            let width = room * Double(segment.means.count) / total
            defer { x += width + gap }
            return (segment, x, x + width)
        }
    }

    private func draw(_ one: ChartSeries, index: Int, scale: LinearScale, in drawing: inout Drawing) {
        let look = Palette[index]
        for (number, frame) in frames.enumerated() where number < one.segments.count {
            let segment = one.segments[number]
            let pixels = max(Int(frame.end - frame.start), 1)
            func points(_ values: [Double]) -> [(x: Double, y: Double)] {
                Decimation.indices(of: values, pixels: pixels).map { index in
                    let share = (Double(index) + 0.5) / Double(max(values.count, 1))
                    return (frame.start + share * (frame.end - frame.start), scale.position(of: values[index]))
                }
            }
            if index == 0, let first = points(segment.peaks).first, let last = points(segment.peaks).last {
                drawing.area([(first.x, bottom)] + points(segment.peaks) + [(last.x, bottom)], colour: look.colour)
            }
            drawing.line(points(segment.means), colour: look.colour, dash: look.dash, width: 1.8)
        }
        // The first label is some 200 wide.
        let x = left + Double(index) * 210
        drawing.line([(x, bottom + 32), (x + 22, bottom + 32)], colour: look.colour, dash: look.dash, width: 2)
        drawing.text(
            one.quantity.title + (index == 0 ? ": mean, shade: peak" : ": mean"), x: x + 27, y: bottom + 36, kind: "small")
    }

    private func draw(_ limit: ChartLimit, isNear: Bool, scale: LinearScale, in drawing: inout Drawing) {
        let words = "\(limit.name) \(Figures.quantity(limit.value))"
        guard isNear else {
            drawing.text("\(words), far above", x: right, y: 13, anchor: .end, kind: "small")
            return
        }
        let y = scale.position(of: limit.value)
        drawing.line([(left, y), (right, y)], colour: Palette.limit, dash: "6 3", width: 1.5)
        drawing.text(words, x: right - 2, y: y - 4, anchor: .end, kind: "halo small")
    }

    private func drawAxis(in drawing: inout Drawing) {
        let frames = frames
        for frame in frames {
            let length = Double(frame.segment.means.count) * (series.first?.bucketWidth ?? 0)
            drawing.gridLine(frame.start, bottom, frame.end, bottom, kind: "axis")
            if frames.count == 1 {
                drawing.text("0", x: frame.start, y: bottom + 15, anchor: .middle)
                drawing.text(Figures.seconds(length), x: frame.end, y: bottom + 15, anchor: .end)
            } else {
                let room = Int((frame.end - frame.start) / 6)
                let label = frame.segment.label
                let shown = label.count > room ? label.prefix(max(room - 1, 1)) + "…" : label
                let middle = (frame.start + frame.end) / 2
                drawing.text(String(shown), x: middle, y: bottom + 15, anchor: .middle, kind: "small")
            }
        }
    }
}

extension ChartQuantity {
    var title: String {
        switch self {
        case .concurrency: "requests at once"
        case .instances: "instances"
        case .tasks: "tasks"
        case .accountConcurrency: "executions in the account"
        case .queue: "queue"
        case .backlog: "backlog"
        case .inFlight: "requests in flight"
        case .connections: "connections"
        }
    }
}

extension DeploymentResult {
    /// A chart for each subject and kind of quantity; those that stay at zero are left out.
    var courses: [CourseChart] {
        let busy = charts.filter { series in series.segments.contains { $0.peaks.contains { $0 > 0 } } }
        return busy.compactMap { one in
            switch one.quantity {
            case .instances where busy.contains { $0.subject == one.subject && $0.quantity == .concurrency }: nil
            case .concurrency:
                CourseChart(
                    title: one.subject,
                    series: [one] + busy.filter { $0.subject == one.subject && $0.quantity == .instances })
            default: CourseChart(title: "\(one.subject): \(one.quantity.title)", series: [one])
            }
        }
    }
}
