// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Testing

@Suite("Documents: quantities")
struct QuantityTests {
    @Test(
        "durations",
        arguments: [
            ("120 ms", 120_000_000), ("120ms", 120_000_000), ("1.5 s", 1_500_000_000), ("5 min", 300_000_000_000),
            ("1 week", 604_800_000_000_000), ("730 h", 2_628_000_000_000_000), ("1 month", 2_628_000_000_000_000),
            ("14 days", 1_209_600_000_000_000), ("0", 0), ("0.1 ns", 0), ("0.5 ns", 1), ("3 µs", 3_000),
            ("1e3 ms", 1_000_000_000),
            ("0.1 s", 100_000_000), ("1 year", 31_536_000_000_000_000), ("-0 s", 0),
        ])
    func durations(text: String, nanoseconds: Int64) throws {
        #expect(try TimeSpan(parsing: text).nanoseconds == nanoseconds)
    }

    @Test(
        "sizes: KB is 1024 bytes",
        arguments: [
            ("512 MB", 536_870_912), ("1.5 KB", 1536), ("1 KiB", 1024), ("2 GB", 2_147_483_648), ("0.5KB", 512),
            ("100 B", 100),
            ("10 TB", 10_995_116_277_760), ("0.1 KB", 102),
        ])
    func sizes(text: String, bytes: Int64) throws {
        #expect(try DataSize(parsing: text).bytes == bytes)
    }

    @Test(
        "rates",
        arguments: [
            ("40/s", 40), ("40 /s", 40), ("40 / s", 40), ("90/min", 1.5), ("3k/s", 3_000), ("26.28M/month", 10),
            ("1.5k / hour", 1_500.0 / 3_600), ("0/s", 0), ("86400/day", 1), ("604800/week", 1),
        ])
    func rates(text: String, perSecond: Double) throws {
        #expect(abs(try Rate(parsing: text).perSecond - perSecond) <= perSecond * 1e-15)
    }

    @Test("shares", arguments: [("60%", 0.6), ("0.1 %", 0.001), ("100 %", 1), ("0", 0), ("0%", 0), ("33.3%", 0.333)])
    func shares(text: String, fraction: Double) throws {
        #expect(try Share(parsing: text).fraction == fraction)
    }

    @Test("percentages may pass the whole")
    func proportions() throws { #expect(try Proportion(parsing: "250%").factor == 2.5) }

    @Test(
        "counts",
        arguments: [
            ("40", 40), ("1_000", 1_000), ("3k", 3_000), ("1.5M", 1_500_000), ("2B", 2_000_000_000),
            ("1T", 1_000_000_000_000), ("017", 17), ("1e3", 1_000), ("1.0", 1), ("+5", 5),
        ])
    func counts(text: String, value: Int) throws {
        #expect(try Int(parsing: text) == value)
    }

    @Test("numbers, exact decimals and money")
    func numbers() throws {
        #expect(try Double(parsing: "-2.5e-3") == -0.0025)
        #expect(try Double(parsing: ".5") == 0.5)
        #expect(try Decimal(parsing: "0.0000166667") == Decimal(string: "0.0000166667"))
        #expect(try Decimal(parsing: "0.1") + Decimal(parsing: "0.2") == Decimal(string: "0.3"))
        #expect(try MoneyAmount(parsing: "2000 USD") == MoneyAmount(amount: 2000, currency: .usd))
        #expect(try MoneyAmount(parsing: "0.20USD").amount == Decimal(string: "0.2"))
    }

    @Test("ranges", arguments: [("2..40", 2, 40), ("4", 4, 4), ("1 .. 2k", 1, 2_000)])
    func ranges(text: String, low: Int, high: Int) throws {
        #expect(try CountRange(parsing: text) == CountRange(low, high))
    }

    private func fault<Value: Quantity>(_ type: Value.Type, _ text: String) -> Fault? {
        do throws(Fault) { _ = try Value(parsing: text) } catch { return error }
        return nil
    }

    @Test(
        "what is not finite is refused everywhere",
        arguments: ["nan", ".nan", ".NaN", "inf", "-.inf", "Infinity", "1e400", "-1e400", "nan s"])
    func notFinite(text: String) {
        #expect(fault(Double.self, text) == .notFinite(text: text))
        #expect(fault(Int.self, text) == .notFinite(text: text))
        #expect(fault(TimeSpan.self, text) == .notFinite(text: text))
        #expect(fault(Rate.self, text) == .notFinite(text: text))
        #expect(fault(Decimal.self, text) == .notFinite(text: text))
    }

    @Test(
        "what is no number", arguments: ["abc", "0x1F", "12:30:45", "1,000", "1__0", "5.", "--5", "1..2", "1.2.3", "٣"])
    func notNumbers(text: String) {
        #expect(fault(Double.self, text) == .notANumber(text: text, expected: Double.expected))
        #expect(fault(TimeSpan.self, text) == .notANumber(text: text, expected: TimeSpan.expected))
    }

    @Test("negative values of what cannot be negative")
    func negative() {
        #expect(fault(TimeSpan.self, "-5 ms") == .negative(text: "-5 ms"))
        #expect(fault(DataSize.self, "-1 KB") == .negative(text: "-1 KB"))
        #expect(fault(Rate.self, "-40/s") == .negative(text: "-40/s"))
        #expect(fault(Share.self, "-1%") == .negative(text: "-1%"))
        #expect(fault(Int.self, "-3") == .negative(text: "-3"))
        #expect(fault(MoneyAmount.self, "-3 USD") == .negative(text: "-3 USD"))
    }

    @Test("a missing unit names the units and an example")
    func missingUnits() {
        let times = ["ns", "us", "ms", "s", "min", "h", "day", "week", "month", "year"]
        #expect(fault(TimeSpan.self, "120") == .missingUnit(text: "120", example: "120 ms", units: times))
        #expect(
            fault(DataSize.self, "512")
                == .missingUnit(text: "512", example: "512 MB", units: ["B", "KB", "MB", "GB", "TB"]))
        #expect(
            fault(Rate.self, "30M")
                == .missingUnit(
                    text: "30M", example: "30M/s", units: ["/s", "/min", "/h", "/day", "/week", "/month", "/year"]))
        #expect(fault(Share.self, "0.6") == .missingUnit(text: "0.6", example: "0.6%", units: ["%"]))
        #expect(
            fault(MoneyAmount.self, "2000") == .missingUnit(text: "2000", example: "2000 USD", units: ["USD"]))
    }

    @Test("an unknown unit names the nearest")
    func unknownUnits() throws {
        func nearest<Value: Quantity>(_ type: Value.Type, _ text: String) -> String?? {
            guard case .unknownUnit(_, _, let nearest, _) = fault(type, text) else { return nil }
            return .some(nearest)
        }
        #expect(nearest(TimeSpan.self, "5 mins") == .some("min"))
        #expect(
            nearest(TimeSpan.self, "5 houres") == .some("hour") || nearest(TimeSpan.self, "5 houres") == .some("hours"))
        #expect(nearest(DataSize.self, "5 mb") == .some("MB"))
        #expect(nearest(Rate.self, "5/sek") == .some("/sec") || nearest(Rate.self, "5/sek") == .some("/s"))
        #expect(nearest(Int.self, "5m") == .some("M"))
        #expect(nearest(Share.self, "5 ms") == .some(nil))
        #expect(nearest(MoneyAmount.self, "5 usd") == .some("USD"))
    }

    @Test("out of range")
    func outOfRange() {
        #expect(fault(Share.self, "101%") == .outOfRange(text: "101%", low: "0%", high: "100%"))
        #expect(fault(TimeSpan.self, "300 years") == .outOfRange(text: "300 years", low: nil, high: "292 years"))
        #expect(fault(TimeSpan.self, "1e300 s") == .outOfRange(text: "1e300 s", low: nil, high: "292 years"))
        #expect(fault(Int.self, "1e18") == .outOfRange(text: "1e18", low: "0", high: "1000T"))
        #expect(fault(Int.self, "1.5") == .notWhole(text: "1.5"))
        #expect(fault(Decimal.self, "1e200") == .outOfRange(text: "1e200", low: "1e-60", high: "1e100"))
        #expect(fault(Int.self, "1e-200") == .outOfRange(text: "1e-200", low: "1e-60", high: "1e100"))
    }

    @Test("ranges that are none", arguments: ["..", "2..", "..4", "2...4", "2..4..6"])
    func badRanges(text: String) {
        #expect(throws: Fault.notARange(text: text, example: "2..40")) { try CountRange(parsing: text) }
    }

    @Test("a range that runs backwards")
    func reversed() {
        #expect(throws: Fault.reversedRange(low: "40", high: "2")) { try CountRange(parsing: "40..2") }
    }
}
