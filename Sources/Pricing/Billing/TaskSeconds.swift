// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The time for which a Fargate task is billed: from the start of the image's download to its end, each second begun, at
/// least a minute (aws.amazon.com/fargate/pricing, Linux; Windows has five minutes).
public struct TaskSeconds: Hashable, Sendable {
    /// Billed seconds of one task.
    public let seconds: Int64

    /// - Parameters:
    ///   - nanoseconds: From the start of the image's download to the end of the task.
    ///   - rule: Of the price that is paid for it.
    public init(nanoseconds: Int64, rule: BillingRule) {
        seconds = rule.billed(nanoseconds: nanoseconds) / 1_000_000_000
    }

    /// Billed hours of `tasks` such tasks with `units` each of what is billed (vCPU or GB).
    ///
    /// An hour has 3,600 seconds, so a quantity in hours may not end; an invoice keeps twelve decimal places.
    public func unitHours(tasks: Decimal, units: Decimal) -> Decimal {
        Decimal(seconds) * tasks * units / 3600
    }

    /// Storage that is billed: what is above the 20 GB that each task has for nothing. [GB]
    public static func billedStorage(gigabytes: Decimal) -> Decimal { max(0, gigabytes - 20) }
}
