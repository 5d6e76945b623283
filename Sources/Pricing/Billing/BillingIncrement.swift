// SPDX-License-Identifier: GPL-3.0-or-later

/// How a length of time is rounded before it is billed: up to whole increments, never below a minimum.
///
/// Integers, because in binary floating point `0.1 × 3 / 0.1` is above 3 and bills an increment too many. A length that
/// is an exact multiple is billed as it is; nothing is billed as nothing, unless there is a minimum.
public struct BillingIncrement: Hashable, Sendable {
    /// Nanoseconds, above zero.
    public let increment: Int64
    /// The least that is billed once something started, in nanoseconds; zero or more.
    public let minimum: Int64

    /// - Parameters:
    ///   - increment: Nanoseconds; less than one counts as one.
    ///   - minimum: Nanoseconds; less than zero counts as zero.
    public init(increment: Int64, minimum: Int64 = 0) {
        self.increment = max(1, increment)
        self.minimum = max(0, minimum)
    }

    /// What is billed of `nanoseconds`, in nanoseconds: a multiple of the increment at or above it, but for a minimum
    /// that is none. Negative lengths count as zero; the largest representable multiple is the limit.
    public func billed(nanoseconds: Int64) -> Int64 {
        let length = max(nanoseconds, minimum, 0)
        let (whole, rest) = length.quotientAndRemainder(dividingBy: increment)
        guard rest > 0 else { return length }
        let (billed, overflow) = (whole + 1).multipliedReportingOverflow(by: increment)
        return overflow ? whole * increment : billed
    }
}
