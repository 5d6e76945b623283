// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Lambda environments held ready: billed from enabling to disabling in steps of five minutes, used or not
/// (aws.amazon.com/lambda/pricing, provisioned concurrency).
public struct ProvisionedConcurrencyHours: Hashable, Sendable {
    /// Environments held ready.
    public let concurrency: Decimal
    /// Billed seconds of each.
    public let billedSeconds: Int64

    /// - Parameters:
    ///   - concurrency: Environments held ready, zero or more.
    ///   - nanoseconds: From enabling to disabling.
    ///   - rule: Of the price that is paid for them.
    public init(concurrency: Decimal, nanoseconds: Int64, rule: BillingRule) {
        self.concurrency = concurrency
        billedSeconds = rule.billed(nanoseconds: nanoseconds) / 1_000_000_000
    }

    /// Billed hours of all environments.
    public var hours: Decimal { concurrency * Decimal(billedSeconds) / 3600 }

    /// The allocation that is billed. [GB·s]
    public func gigabyteSeconds(megabytes: Decimal) -> Decimal {
        FunctionDuration.gigabyteSeconds(seconds: concurrency * Decimal(billedSeconds), megabytes: megabytes)
    }
}
