// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Measurement

/// Numbers in the sentences of a study, in one place and independent of the machine's locale.
enum Wording {
    /// `$1,234`, `$56.70`, `$0.0123`: whole dollars from a thousand on, then cents, then three digits.
    static func money(_ dollars: Double) -> String {
        let size = abs(dollars)
        let sign = dollars < 0 ? "−" : ""
        if size >= 1000 { return "\(sign)$\(grouped(fixed(size, 0)))" }
        if size >= 1 || size == 0 { return "\(sign)$\(fixed(size, 2))" }
        return "\(sign)$\(significant(size, 3))"
    }

    static func money(_ estimate: Estimate) -> String {
        guard let half = estimate.halfWidth else { return money(estimate.value) }
        // Cents where the interval leaves them a meaning, and the same places for both.
        guard abs(estimate.value) >= 1 else { return "\(money(estimate.value)) ± \(money(half))" }
        let places = half >= 10 ? 0 : 2
        let sign = estimate.value < 0 ? "−" : ""
        return "\(sign)$\(grouped(fixed(abs(estimate.value), places))) ± $\(grouped(fixed(half, places)))"
    }

    static func percent(_ share: Double) -> String { "\(significant(share * 100, 3)) %" }

    /// `only 12 %`, or `none`.
    static func few(_ share: Double) -> String { share > 0 ? "only \(percent(share))" : "none" }

    /// `0.12 % (0.10 % to 0.14 %)`, or `at most 0.003 %` when none was seen.
    static func share(_ share: ShareEstimate) -> String {
        guard let value = share.value, let lower = share.lower, let upper = share.upper else { return "none" }
        if share.isUpperBound { return "none (at most \(percent(upper)))" }
        return "\(percent(value)) (\(percent(lower)) to \(percent(upper)))"
    }

    static func seconds(_ value: Double) -> String {
        let size = abs(value)
        if size >= 1 || size == 0 { return "\(significant(value, 3)) s" }
        if size >= 1e-3 { return "\(significant(value * 1e3, 3)) ms" }
        return "\(significant(value * 1e6, 3)) µs"
    }

    static func seconds(_ estimate: Estimate) -> String {
        guard let half = estimate.halfWidth else { return seconds(estimate.value) }
        return "\(seconds(estimate.value)) ± \(seconds(half))"
    }

    /// `1.5 s`, `12 min`, `3.2 h`, `7 days`: for lengths of time that nobody reads in seconds.
    static func span(_ value: Double) -> String {
        switch abs(value) {
        case ..<120: seconds(value)
        case ..<7_200: "\(significant(value / 60, 3)) min"
        case ..<172_800: "\(significant(value / 3_600, 3)) h"
        default: "\(significant(value / 86_400, 3)) days"
        }
    }

    static func count(_ value: UInt64) -> String { grouped(String(value)) }

    /// Whole units where there are many, else up to three places.
    static func count(_ value: Decimal) -> String {
        let number = value.approximate
        return number >= 1000 ? grouped(fixed(number, 0)) : significant(number, 6)
    }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// With so many digits, without trailing zeros after the point and without an exponent.
    static func significant(_ value: Double, _ digits: Int) -> String {
        guard value != 0, value.isFinite else { return value == 0 ? "0" : "∞" }
        let magnitude = Int(log10(abs(value)).rounded(.down))
        let places = max(0, digits - 1 - magnitude)
        var text = fixed(value, places)
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return text
    }

    static func fixed(_ value: Double, _ places: Int) -> String {
        String(format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), value)
    }

    /// Commas between thousands, before the point.
    private static func grouped(_ number: String) -> String {
        let parts = number.split(separator: ".", maxSplits: 1)
        let digits = parts[0]
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return parts.count > 1 ? "\(result).\(parts[1])" : result
    }
}
