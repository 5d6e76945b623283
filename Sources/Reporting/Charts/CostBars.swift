// SPDX-License-Identifier: GPL-3.0-or-later
import Study

/// What each option costs a month, stacked by service.
struct CostBars {
    let options: [DeploymentResult]

    /// Services in the order of their largest amount, so that the same colour means the same in every bar.
    private var services: [String] {
        var largest: [String: Double] = [:]
        for cost in options.flatMap(\.costByService) {
            largest[cost.name] = max(largest[cost.name] ?? 0, cost.amount.value)
        }
        return largest.filter { $0.value > 0 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    func svg() -> String {
        let left = 4.0, right = 640.0, rowHeight = 62.0, width = 760.0
        let services = services
        let shown = services.count > Palette.count ? Array(services.prefix(Palette.count - 1)) : services
        let scale = LinearScale(
            upTo: options.map { $0.monthlyCost.value + ($0.monthlyCost.halfWidth ?? 0) }.max() ?? 0,
            from: left, to: right)
        let bottom = Double(options.count) * rowHeight + 4
        let legend = Legend(shown + (shown.count < services.count ? ["other services"] : []), width: width)
        let summary = options.map { "\($0.name) \(Figures.dollars($0.monthlyCost))" }.joined(separator: ", ")
        var drawing = Drawing(
            width: width, height: bottom + 26 + legend.height, title: "Monthly cost of each option by service",
            description: summary)
        for tick in scale.ticks {
            let x = scale.position(of: tick)
            drawing.gridLine(x, 0, x, bottom)
            drawing.text(
                Figures.dollars(tick).replacing(".00", with: ""), x: x, y: bottom + 16,
                anchor: tick == 0 ? .start : .middle)
        }
        for (row, option) in options.enumerated() {
            let y = Double(row) * rowHeight
            drawing.text(option.name, x: left, y: y + 16, kind: "name")
            bar(of: option, y: y + 24, shown: shown, scale: scale, in: &drawing)
        }
        legend.draw(at: bottom + 30, in: &drawing) { index in
            index < shown.count ? Palette[index] : Palette.other
        }
        return drawing.svg
    }

    private func bar(
        of option: DeploymentResult, y: Double, shown: [String], scale: LinearScale, in drawing: inout Drawing
    ) {
        let height = 28.0
        var sum = 0.0
        func segment(_ name: String, _ amount: Double, _ series: Palette.Series) {
            let start = scale.position(of: sum), end = scale.position(of: sum + amount)
            sum += amount
            // A hair of paper between two services tells them apart without colour.
            drawing.rectangle(
                x: start, y: y, width: max(end - start - 1, 0.5), height: height, fill: series.colour,
                title: "\(option.name), \(name): \(Figures.dollars(amount))")
            let label = "\(name) \(Figures.dollars(amount.rounded()).replacing(".00", with: ""))"
            for text in [label, name] where Drawing.width(of: text, size: 11.5) + 8 < end - start {
                drawing.text(text, x: start + 5, y: y + 18, kind: "inside", fill: series.ink)
                break
            }
        }
        for (index, service) in shown.enumerated() {
            let amount = option.costByService.first { $0.name == service }?.amount.value ?? 0
            if amount > 0 { segment(service, amount, Palette[index]) }
        }
        let rest = option.costByService.filter { !shown.contains($0.name) }.reduce(0) { $0 + $1.amount.value }
        if rest > 0 { segment("other services", rest, Palette.other) }
        let half = option.monthlyCost.halfWidth ?? 0
        let start = scale.position(of: option.monthlyCost.value - half)
        let end = scale.position(of: option.monthlyCost.value + half)
        drawing.gridLine(start, y + height / 2, end, y + height / 2, kind: "axis")
        drawing.text(
            (option.isLowerBound ? "≥ " : "") + Figures.dollars(option.monthlyCost.value), x: end + 8, y: y + 19,
            kind: "name")
    }
}

/// Names beside patches of colour, in as many rows as they need.
struct Legend {
    private var places: [(name: String, x: Double, row: Int)] = []
    let height: Double

    init(_ names: [String], width: Double) {
        var x = 4.0
        var row = 0
        for name in names {
            let needed = Drawing.width(of: name) + 36
            if x + needed > width, x > 4 { (x, row) = (4, row + 1) }
            places.append((name, x, row))
            x += needed
        }
        height = Double(row + 1) * 20 + 6
    }

    func draw(at y: Double, in drawing: inout Drawing, series: (Int) -> Palette.Series) {
        for (index, place) in places.enumerated() {
            let top = y + Double(place.row) * 20
            drawing.rectangle(x: place.x, y: top, width: 12, height: 12, fill: series(index).colour)
            drawing.text(place.name, x: place.x + 18, y: top + 10)
        }
    }
}
