// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement

/// Dollars and quantities as people read them.
enum Money {
    static func dollars(_ value: Double) -> String { "$" + grouped(value, decimals: value < 100 ? 2 : 0) }

    static func withInterval(_ estimate: Estimate) -> String {
        let half = estimate.halfWidth.map { " ± " + grouped($0, decimals: 2) } ?? ""
        return "$" + grouped(estimate.value, decimals: 2) + half
    }

    static func grouped(_ value: Double, decimals: Int) -> String {
        let plain = String(format: "%.\(decimals)f", abs(value))
        let parts = plain.split(separator: ".", maxSplits: 1)
        let whole = String(parts[0])
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        let fraction = parts.count > 1 ? "." + parts[1] : ""
        return (value < 0 ? "−" : "") + grouped + fraction
    }
}
