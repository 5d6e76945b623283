// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// What Step Functions bills for an express workflow: time in steps of 100 ms times memory in steps of 64 MB
/// (aws.amazon.com/step-functions/pricing).
public struct ExpressDuration: Hashable, Sendable {
    /// Billed milliseconds.
    public let milliseconds: Int64
    /// Billed memory. [MB]
    public let megabytes: Int64

    /// - Parameters:
    ///   - nanoseconds: Length of the execution.
    ///   - bytes: Memory: 50 MB, the definition, and the payload of each parallel branch.
    public init(nanoseconds: Int64, bytes: Int64) {
        milliseconds = BillingIncrement.hundredMilliseconds.billed(nanoseconds: nanoseconds) / 1_000_000
        let step: Int64 = 64 * 1024 * 1024
        megabytes = (max(0, bytes - 1) / step + 1) * 64
    }

    /// GB-seconds of one execution.
    public var gigabyteSeconds: Decimal {
        FunctionDuration.gigabyteSeconds(seconds: Decimal(milliseconds) / 1000, megabytes: Decimal(megabytes))
    }
}
