// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension BillingRule {
    /// Nanoseconds that are billed for a length of time.
    public func billed(nanoseconds: Int64) -> Int64 { time?.billed(nanoseconds: nanoseconds) ?? max(0, nanoseconds) }

    /// Seconds that are billed for a length of time; nothing for none.
    public func billed(seconds: Decimal) -> Decimal {
        guard seconds > 0, time != nil else { return max(0, seconds) }
        let nanoseconds = (seconds * 1_000_000_000).rounded(places: 0)
        return Decimal(billed(nanoseconds: Int64(nanoseconds.description) ?? .max)) / 1_000_000_000
    }

    /// Requests that a message counts as; one if nothing is said of sizes.
    public func count(bytes: Int) -> Decimal { Decimal(chunks?.count(bytes: bytes) ?? 1) }

    /// As `count(bytes:)`, of a size in GB.
    public func count(gigabytes: Decimal) -> Decimal {
        let bytes = (gigabytes * 1_073_741_824).rounded(places: 0)
        return count(bytes: Int(bytes.description) ?? .max)
    }

    /// A size as it is billed. [GB]
    public func billed(gigabytes: Decimal) -> Decimal { size?.billed(gigabytes: gigabytes) ?? gigabytes }

    /// What of a size is not free. [GB]
    public func charged(gigabytes: Decimal) -> Decimal { max(0, gigabytes - freePart) }
}
