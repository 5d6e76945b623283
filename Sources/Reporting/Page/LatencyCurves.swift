// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Study

/// Share of requests answered within a time, on a logarithmic axis: one line for each option.
struct LatencyCurves {
    let deployments: [DeploymentResult]
    private let left = 50.0, right = 600.0, top = 12.0, bottom = 250.0

    init(_ deployments: [DeploymentResult]) { self.deployments = deployments }

    var svg: String? {
        let points = deployments.flatMap(\.overall.latency.distribution).map(\.seconds).filter { $0 > 0 }
        guard let least = points.min(), let most = points.max(), most > least else { return nil }
        let low = log10(least).rounded(.down), high = log10(most).rounded(.up)
        func x(_ seconds: Double) -> Double { left + (log10(seconds) - low) / (high - low) * (right - left) }
        func y(_ share: Double) -> Double { bottom - share * (bottom - top) }
        var parts: [String] = []
        for share in [0, 0.25, 0.5, 0.75, 1.0] {
            parts.append("<line class=\"grid\" x1=\"\(Markup.number(left))\" x2=\"\(Markup.number(right))\" y1=\"\(Markup.number(y(share)))\" y2=\"\(Markup.number(y(share)))\"/><text x=\"\(Markup.number(left - 6))\" y=\"\(Markup.number(y(share) + 4))\" text-anchor=\"end\">\(Int(share * 100)) %</text>")
        }
        for power in Int(low)...Int(high) {
            let seconds = pow(10, Double(power))
            parts.append("<line class=\"grid\" x1=\"\(Markup.number(x(seconds)))\" x2=\"\(Markup.number(x(seconds)))\" y1=\"\(Markup.number(top))\" y2=\"\(Markup.number(bottom))\"/><text x=\"\(Markup.number(x(seconds)))\" y=\"\(Markup.number(bottom + 18))\" text-anchor=\"middle\">\(label(seconds))</text>")
        }
        for (index, deployment) in deployments.enumerated() {
            let line = deployment.overall.latency.distribution
                .filter { $0.seconds > 0 }
                .map { "\(Markup.number(x($0.seconds))),\(Markup.number(y($0.share)))" }.joined(separator: " ")
            let dash = ["none", "7 4", "2 3", "9 3 2 3"][index % 4]
            parts.append("<polyline points=\"\(line)\" fill=\"none\" stroke=\"\(Markup.colour(index))\" stroke-width=\"2.5\" stroke-dasharray=\"\(dash)\"/>")
            let legend = top + 12 + Double(index) * 20
            parts.append("<line x1=\"\(Markup.number(right + 12))\" x2=\"\(Markup.number(right + 40))\" y1=\"\(Markup.number(legend))\" y2=\"\(Markup.number(legend))\" stroke=\"\(Markup.colour(index))\" stroke-width=\"2.5\" stroke-dasharray=\"\(dash)\"/><text x=\"\(Markup.number(right + 46))\" y=\"\(Markup.number(legend + 4))\">\(Markup.text(deployment.name))</text>")
        }
        return Markup.svg(width: 800, height: 280, title: "Share of requests answered within a time", parts.joined(separator: "\n"))
    }

    private func label(_ seconds: Double) -> String {
        seconds < 0.001 ? "\(Int((seconds * 1e6).rounded())) µs" : seconds < 1 ? "\(Int((seconds * 1e3).rounded())) ms" : "\(Int(seconds.rounded())) s"
    }
}
