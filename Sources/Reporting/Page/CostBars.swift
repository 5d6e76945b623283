// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Study

/// What each option costs a month, stacked by service.
struct CostBars {
    let deployments: [DeploymentResult]

    private var services: [String] {
        deployments.flatMap(\.costByService).reduce(into: []) { names, cost in
            if !names.contains(cost.name) { names.append(cost.name) }
        }
    }

    var svg: String {
        let left = 150.0, right = 620.0, rowHeight = 46.0
        let greatest = max(deployments.map(\.monthlyCost.value).max() ?? 0, 0.01)
        var parts: [String] = []
        for (row, deployment) in deployments.enumerated() {
            let y = Double(row) * rowHeight + 8
            parts.append("<text x=\"\(Markup.number(left - 8))\" y=\"\(Markup.number(y + 18))\" text-anchor=\"end\">\(Markup.text(deployment.name))</text>")
            var x = left
            for cost in deployment.costByService where cost.amount.value > 0 {
                let width = cost.amount.value / greatest * (right - left)
                let colour = Markup.colour(services.firstIndex(of: cost.name) ?? 0)
                parts.append("<rect x=\"\(Markup.number(x))\" y=\"\(Markup.number(y))\" width=\"\(Markup.number(width))\" height=\"26\" fill=\"\(colour)\"><title>\(Markup.text(cost.name)): \(Money.dollars(cost.amount.value))</title></rect>")
                x += width
            }
            parts.append("<text x=\"\(Markup.number(x + 6))\" y=\"\(Markup.number(y + 18))\">\(Money.dollars(deployment.monthlyCost.value))</text>")
        }
        let top = Double(deployments.count) * rowHeight + 16
        for (index, service) in services.enumerated() {
            let x = left + Double(index % 3) * 190, y = top + Double(index / 3) * 22
            parts.append("<rect x=\"\(Markup.number(x))\" y=\"\(Markup.number(y))\" width=\"12\" height=\"12\" fill=\"\(Markup.colour(index))\"/><text x=\"\(Markup.number(x + 18))\" y=\"\(Markup.number(y + 11))\">\(Markup.text(service))</text>")
        }
        let height = Int(top) + (services.count + 2) / 3 * 22 + 4
        return Markup.svg(width: 740, height: height, title: "Monthly cost of each option by service", parts.joined(separator: "\n"))
    }

    var table: String {
        let rows = services.map { service in
            [service] + deployments.map { deployment in
                deployment.costByService.first { $0.name == service }.map { Money.withInterval($0.amount) } ?? "–"
            }
        }
        let total = ["Total"] + deployments.map { ($0.isLowerBound ? "≥ " : "") + Money.withInterval($0.monthlyCost) }
        return Markup.table(["Service"] + deployments.map(\.name), rows + [total])
    }
}
