// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// How a size is rounded before it is billed: up to whole steps, never below a minimum, never above a maximum.
///
/// Azure Functions on the Consumption plan bills memory in steps of 128 MB from 128 to 1,536 MB; Pub/Sub bills 1,000
/// bytes a request at least.
public struct SizeSteps: Hashable, Sendable {
    /// [GB] Zero for none.
    public let step: Decimal
    /// [GB]
    public let minimum: Decimal
    /// [GB] Nil for none.
    public let maximum: Decimal?

    public init(step: Decimal = 0, minimum: Decimal = 0, maximum: Decimal? = nil) {
        self.step = max(0, step)
        self.minimum = max(0, minimum)
        self.maximum = maximum
    }

    /// What is billed of a size. [GB]
    public func billed(gigabytes: Decimal) -> Decimal {
        let least = max(gigabytes, minimum)
        let stepped = step > 0 ? (least / step).rounded(places: MeterReading.decimals).roundedUp * step : least
        return maximum.map { min($0, stepped) } ?? stepped
    }

    var sentences: [String] {
        var sentences = step > 0 ? ["size is rounded up to \(step.sizeText)"] : []
        if minimum > 0 { sentences.append("at least \(minimum.sizeText)") }
        if let maximum { sentences.append("at most \(maximum.sizeText)") }
        return sentences
    }
}
