// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

extension MappingReader {
    /// The mapping under `billing`: how a price's quantity is rounded, counted and capped.
    mutating func billingRule() -> BillingRule {
        mapping("billing") { keys in
            var rule = BillingRule()
            let increment = keys.duration("increment"), minimum = keys.duration("minimum")
            if increment != nil || minimum != nil {
                rule.time = BillingIncrement(increment: increment ?? 1, minimum: minimum ?? 0)
            }
            let first = keys.wholeBytes("first-chunk")
            if let chunk = keys.wholeBytes("chunk") {
                rule.chunks = RequestChunks(first: first ?? chunk, further: chunk)
            } else if first != nil {
                keys.diagnostics.error(.missingKey(name: "chunk"), at: keys.node)
            }
            rule.size = keys.sizeSteps()
            let free: Gigabytes? = keys.optional("free-part", .quantity)
            rule.freePart = free?.value ?? 0
            let package: CountOfUnits? = keys.optional("round-up-to", .quantity.positiveCount)
            rule.roundUpTo = package?.value
            let most: UnitPrice? = keys.optional("monthly-maximum", .quantity)
            rule.monthlyMaximum = most?.dollars
            rule.tierCount = keys.optional("tiers-count", .enumeration("way to count"), default: .charged)
            rule.measure = keys.optional("measured", .enumeration("measure"))
            return rule
        } ?? BillingRule()
    }

    private mutating func sizeSteps() -> SizeSteps? {
        let step: Gigabytes? = optional("size-step", .quantity)
        let minimum: Gigabytes? = optional("size-minimum", .quantity)
        let maximum: Gigabytes? = optional("size-maximum", .quantity)
        if let minimum, let maximum, maximum < minimum {
            diagnostics.error(.custom(what: "`size-maximum` is below `size-minimum`", hint: nil), at: node)
        }
        guard step != nil || minimum != nil || maximum != nil else { return nil }
        return SizeSteps(step: step?.value ?? 0, minimum: minimum?.value ?? 0, maximum: maximum?.value)
    }

    private mutating func duration(_ key: String) -> Int64? {
        let time: TimeSpan? = optional(key, .duration.positive)
        return time?.nanoseconds
    }

    private mutating func wholeBytes(_ key: String) -> Int? {
        let size: DataSize? = optional(key, ValueReader<DataSize>.quantity.positive)
        return size.map { Int($0.bytes) }
    }
}

extension ValueReader where Value == CountOfUnits {
    /// Above zero.
    var positiveCount: Self { check({ $0.value > 0 }, else: { .notPositive(text: $0) }) }
}
