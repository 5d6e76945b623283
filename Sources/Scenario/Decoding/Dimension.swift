// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// What a number in a scenario measures, and the unit that it has here.
enum Dimension {
    /// Seconds.
    case duration
    /// Bytes.
    case size
    /// Per second.
    case rate
    case number
}

extension Dimension {
    /// A value as a person would write it: `4 ms` for 0.004 of a duration, `8 KB`, `20/s`, `0.4`.
    func text(_ value: Double) -> String {
        guard value != 0 else { return "0" }
        guard value.isFinite else { return value > 0 ? "infinity" : "-infinity" }
        switch self {
        case .duration: return Self.text(value, in: [("s", 1), ("ms", 1e-3), ("us", 1e-6), ("ns", 1e-9)])
        case .size: return Self.text(value, in: [("GB", 0x1p30), ("MB", 0x1p20), ("KB", 1024), ("B", 1)])
        case .rate: return "\(Self.text(value))/s"
        case .number: return Self.text(value)
        }
    }

    /// In the greatest unit of which there is one, or in the smallest.
    private static func text(_ value: Double, in units: [(name: String, size: Double)]) -> String {
        let fitting = units.first { abs(value) >= $0.size * (1 - 1e-9) } ?? units.last
        return fitting.map { "\(text(value / $0.size)) \($0.name)" } ?? text(value)
    }

    /// Six digits: what a computation adds behind them is nobody's.
    private static func text(_ value: Double) -> String {
        let isPlain = (1e-4..<1e9).contains(abs(value))
        return isPlain ? value.written : String(format: "%.6g", locale: Locale(identifier: "en_US_POSIX"), value)
    }
}
