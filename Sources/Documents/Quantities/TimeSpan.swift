// SPDX-License-Identifier: GPL-3.0-or-later

/// A length of time: `120 ms`, `5 min`, `1 week`, `730 h`, `0 s`.
///
/// Whole nanoseconds, to the nearest, up to 292 years. A month has 730 hours and a year 8760, as the providers bill.
public struct TimeSpan: Quantity {
    public var nanoseconds: Int64

    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    public static var expected: String { "a duration such as 120 ms" }

    /// Divided, not multiplied by 1e-9, which misses 0.3 s by a bit.
    public var seconds: Double { Double(nanoseconds) / 1e9 }

    public static var zero: Self { Self(nanoseconds: 0) }

    public static func < (a: Self, b: Self) -> Bool { a.nanoseconds < b.nanoseconds }

    public init(parsing text: String) throws(Fault) {
        let number = try NumberText(text, expected: Self.expected)
        let unit: Unit
        do throws(Fault) {
            unit = try Unit.named(number.rest, in: Self.units, text: number.text, example: "\(number.digits) ms")
        } catch {
            // Zero is the same in every unit.
            guard number.rest.isEmpty, number.double == 0 else { throw error }
            self.init(nanoseconds: 0)
            return
        }
        try number.requireNotNegative()
        guard let nanoseconds = try number.whole(times: unit.factor) else {
            throw .outOfRange(text: number.text, low: nil, high: "292 years")
        }
        self.init(nanoseconds: nanoseconds)
    }

    static var units: [Unit] {
        [
            Unit("ns", factor: 1),
            Unit("us", "µs", "μs", factor: 1_000),
            Unit("ms", "millisecond", "milliseconds", factor: 1_000_000),
            Unit("s", "sec", "second", "seconds", factor: 1_000_000_000),
            Unit("min", "minute", "minutes", factor: 60_000_000_000),
            Unit("h", "hour", "hours", factor: 3_600_000_000_000),
            Unit("day", "days", "d", factor: 86_400_000_000_000),
            Unit("week", "weeks", factor: 604_800_000_000_000),
            Unit("month", "months", factor: 2_628_000_000_000_000),
            Unit("year", "years", factor: 31_536_000_000_000_000),
        ]
    }
}
