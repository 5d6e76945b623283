// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// What keeping logs is billed, once a log group is as old as its retention: what comes in a month, compressed, for
/// each month that it is kept.
///
/// The compression is that of the AWS Pricing Calculator: "GB per month x 0.15 Storage compression factor x 1 Logs
/// Retention factor" (CloudWatch Logs; 2023 to 2025 in published estimates).
public struct LogStorage: Hashable, Sendable {
    /// Billed size of what was written, as a share of it.
    public static let compression = Decimal(15) / 100

    public let gigabyteMonths: Decimal

    /// - Parameters:
    ///   - ingestedPerMonth: Uncompressed. [GB]
    ///   - retentionMonths: Months that it is kept, zero or more.
    public init(ingestedPerMonth: Decimal, retentionMonths: Decimal) {
        gigabyteMonths = ingestedPerMonth * Self.compression * retentionMonths
    }
}
