// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import Study

/// Numbers as people read them, the same in every report and on every machine, whatever its locale.
enum Figures {
    /// What stands where there is no number.
    static let none = "–"

    static func fixed(_ value: Double, _ places: Int) -> String {
        let text = grouped(String(format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), abs(value)))
        return (value < 0 && text.contains { ("1"..."9").contains($0) } ? "−" : "") + text
    }

    /// With so many digits that say something, without trailing zeros.
    static func significant(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return "∞" }
        guard value != 0 else { return "0" }
        let magnitude = Int(log10(abs(value)).rounded(.down))
        return trimmed(fixed(value, min(max(0, digits - 1 - magnitude), 12)))
    }

    /// Whole from a thousand on, else with up to four digits.
    static func quantity(_ value: Double) -> String {
        abs(value) >= 1000 ? fixed(value, 0) : significant(value, 4)
    }

    static func count(_ value: UInt64) -> String { grouped(String(value)) }

    /// `165 M`, `1.05 B`: for text that must be short.
    static func short(_ value: Double) -> String {
        for (scale, letter) in [(1e9, " B"), (1e6, " M"), (1e3, " k")] where abs(value) >= scale {
            return significant(value / scale, 3) + letter
        }
        return significant(value, 3)
    }

    // MARK: Money

    /// `$12,345`, `$543.95`, `$0.0123`.
    static func dollars(_ value: Double) -> String {
        let size = abs(value)
        let text = size >= 10_000 ? fixed(size, 0) : size >= 1 || size == 0 ? fixed(size, 2) : significant(size, 3)
        return (value < 0 ? "−$" : "$") + text
    }

    /// `$543.95 ± 0.21`.
    static func dollars(_ estimate: Estimate) -> String {
        guard let half = estimate.halfWidth else { return dollars(estimate.value) }
        let size = abs(estimate.value)
        let places = size >= 10_000 ? 0 : size >= 1 || size == 0 ? 2 : 5
        // An interval narrower than what is shown is not zero.
        let shown = half > 0 && half < 0.5 * pow(10, -Double(places)) ? significant(half, 1) : fixed(half, places)
        return "\(dollars(estimate.value)) ± \(shown)"
    }

    // MARK: Time

    /// `33.1 ms`, `1.2 s`.
    static func seconds(_ value: Double) -> String {
        let unit = TimeUnit(for: value)
        return "\(significant(value / unit.seconds, 3)) \(unit.rawValue)"
    }

    /// `105.2 ± 0.4 ms`: no digit that the interval makes idle.
    static func seconds(_ estimate: Estimate) -> String {
        guard let half = estimate.halfWidth, half.isFinite else { return seconds(estimate.value) }
        let unit = TimeUnit(for: estimate.value)
        let (value, width) = (estimate.value / unit.seconds, half / unit.seconds)
        let places = width > 0 ? min(max(0, -Int(log10(width).rounded(.down))), 3) : 1
        return "\(fixed(value, places)) ± \(fixed(width, places)) \(unit.rawValue)"
    }

    static func seconds(_ percentile: Percentile?) -> String {
        percentile?.estimate.map { seconds($0) } ?? none
    }

    // MARK: Shares

    static func percent(_ share: Double) -> String { "\(significant(share * 100, 3)) %" }

    /// `0.12 %`; `≤ 0.003 %` when none was seen, which is never the same as 0 %.
    static func share(_ share: ShareEstimate?) -> String {
        guard let share, let value = share.value else { return none }
        if share.isUpperBound, let upper = share.upper { return "≤ \(significant(upper * 100, 1)) %" }
        return percent(value)
    }

    /// With its interval: `0.12 % (0.10 % to 0.14 %)`.
    static func shareWithInterval(_ share: ShareEstimate) -> String {
        guard !share.isUpperBound, let lower = share.lower, let upper = share.upper else { return self.share(share) }
        return "\(self.share(share)) (\(percent(lower)) to \(percent(upper)))"
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var text = text
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    private static func grouped(_ digits: String) -> String {
        let parts = digits.split(separator: ".", maxSplits: 1)
        guard let whole = parts.first else { return digits }
        var text = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return parts.count > 1 ? "\(text).\(parts[1])" : text
    }
}

/// The unit in which a time is read most easily.
enum TimeUnit: String {
    case microseconds = "µs"
    case milliseconds = "ms"
    case seconds = "s"
    case hours = "h"

    init(for value: Double) {
        let size = abs(value)
        self = size >= 7200 ? .hours : size >= 1 ? .seconds : size >= 1e-3 || size == 0 ? .milliseconds : .microseconds
    }

    /// One unit, in seconds.
    var seconds: Double {
        switch self {
        case .microseconds: 1e-6
        case .milliseconds: 1e-3
        case .seconds: 1
        case .hours: 3600
        }
    }
}
