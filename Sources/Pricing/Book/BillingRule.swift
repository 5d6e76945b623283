// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// How a provider turns what was used into the quantity that it bills, as the price book states it.
public struct BillingRule: Hashable, Sendable {
    /// What tiers are counted from.
    public enum TierCount: String, CaseIterable, Hashable, Sendable {
        /// The first unit that is charged: free units come before the first tier.
        case charged
        /// The first unit of the month: free units fill the first tier.
        case all
    }

    /// How a quantity that changes within an hour is read.
    public enum Measure: String, CaseIterable, Hashable, Sendable {
        /// What is set, used or not.
        case asProvisioned = "as-provisioned"
        /// The highest of each hour.
        case hourlyMaximum = "hourly-maximum"
    }

    /// Rounding of each length of time.
    public var time: BillingIncrement?
    /// The requests that a large message counts as.
    public var chunks: RequestChunks?
    /// Rounding of a size, such as a function's memory.
    public var size: SizeSteps?
    /// What of a size costs nothing, such as the first 512 MB of storage. [GB]
    public var freePart: Decimal = 0
    /// The charged units of a month are rounded up to a multiple of this; nil if they are not rounded.
    public var roundUpTo: Decimal?
    /// The most that is charged in a month. [USD]
    public var monthlyMaximum: Decimal?
    public var tierCount: TierCount = .charged
    public var measure: Measure?

    /// Everything is billed as it is.
    public init() {}

    /// The rule in words, for people; empty if everything is billed as it is.
    public var sentences: [String] {
        var sentences: [String] = []
        if let time { sentences += time.sentences }
        if let chunks { sentences.append(chunks.sentence) }
        if let size { sentences += size.sentences }
        if freePart > 0 { sentences.append("the first \(freePart.sizeText) are free") }
        if let roundUpTo {
            sentences.append("the month's charged units are rounded up to whole \(roundUpTo.shortText)")
        }
        if let monthlyMaximum { sentences.append("at most \(monthlyMaximum) USD a month") }
        if tierCount == .all { sentences.append("free units fill the first tier") }
        switch measure {
        case .asProvisioned: sentences.append("billed as provisioned, used or not")
        case .hourlyMaximum: sentences.append("each hour is billed at its highest value")
        case nil: break
        }
        return sentences
    }
}

extension BillingIncrement {
    var sentences: [String] {
        let rounding = increment > 1 ? ["time is rounded up to \(increment.timeText)"] : []
        return rounding + (minimum > 0 ? ["at least \(minimum.timeText)"] : [])
    }
}

extension RequestChunks {
    var sentence: String {
        let sizes = [first, further].map { (Decimal($0) / 1_073_741_824).sizeText }
        guard first != further else { return "each \(sizes[0]) counts as one" }
        return "the first \(sizes[0]) count as one, each further \(sizes[1]) as one more"
    }
}

extension Int64 {
    /// Nanoseconds as people write them: `100 ms`.
    var timeText: String {
        let units: [(Int64, String)] = [
            (3_600_000_000_000, "h"), (60_000_000_000, "min"), (1_000_000_000, "s"), (1_000_000, "ms"), (1000, "us"),
        ]
        for (length, name) in units where self >= length && isMultiple(of: length) { return "\(self / length) \(name)" }
        return "\(self) ns"
    }
}

extension Decimal {
    /// GB as people write them: `64 KB`, `1.5 GB`.
    var sizeText: String {
        for (factor, name) in [(Decimal(1), "GB"), (1024, "MB"), (1_048_576, "KB")] where self * factor >= 1 {
            return "\((self * factor).rounded(places: 3)) \(name)"
        }
        return "\((self * 1_073_741_824).rounded(places: 0)) bytes"
    }
}
