// SPDX-License-Identifier: GPL-3.0-or-later

/// How often something happens: `40/s`, `2k/min`, `30M/month`. A month has 730 hours.
public struct Rate: Quantity {
    public var perSecond: Double

    public init(perSecond: Double) { self.perSecond = perSecond }

    public static var expected: String { "a rate such as 40/s" }

    public static func < (a: Self, b: Self) -> Bool { a.perSecond < b.perSecond }

    public init(parsing text: String) throws(Fault) {
        let number = try NumberText(text, expected: Self.expected)
        let parts = number.rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            let suffix = CountSuffix.factor(number.rest) == nil ? "" : number.rest
            guard suffix == number.rest else {
                throw .unknownUnit(text: number.text, unit: String(number.rest), nearest: nil, units: Self.shown)
            }
            throw .missingUnit(text: number.text, example: "\(number.digits)\(suffix)/s", units: Self.shown)
        }
        let factor = try CountSuffix.required(parts[0].trimmedSlice, in: number)
        let unit: Unit
        do throws(Fault) {
            unit = try Unit.named(
                parts[1].trimmedSlice, in: Self.units, text: number.text, example: "\(number.digits)/s")
        } catch {
            guard case .unknownUnit(let text, let unit, let nearest, _) = error else { throw error }
            throw .unknownUnit(text: text, unit: "/" + unit, nearest: nearest.map { "/" + $0 }, units: Self.shown)
        }
        try number.requireNotNegative()
        let perSecond = number.double * factor / (Double(unit.factor) / 1e9)
        guard perSecond.isFinite else { throw .notFinite(text: number.text) }
        self.init(perSecond: perSecond)
    }

    private static var units: [Unit] { TimeSpan.units.filter { $0.factor >= 1_000_000_000 } }

    private static var shown: [String] { units.compactMap(\.names.first).map { "/" + $0 } }
}
