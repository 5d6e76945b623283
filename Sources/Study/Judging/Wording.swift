// SPDX-License-Identifier: GPL-3.0-or-later
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
        return "\(money(estimate.value)) ± \(money(half))"
    }

    static func percent(_ share: Double) -> String { "\(significant(share * 100, 3)) %" }

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

    static func count(_ value: UInt64) -> String { grouped(String(value)) }

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

    private static func grouped(_ digits: String) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return result
    }
}
