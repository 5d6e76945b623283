// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The duration that Lambda bills: time multiplied by memory. A GB is 1,024 MB here (aws.amazon.com/lambda/pricing).
public enum FunctionDuration {
    /// Ephemeral storage that each function has for nothing. [MB] (aws.amazon.com/lambda/pricing)
    public static let freeEphemeralMegabytes: Decimal = 512

    /// - Parameters:
    ///   - seconds: Billed seconds, already rounded by a `BillingIncrement`.
    ///   - megabytes: Configured memory, or ephemeral storage above the free 512 MB.
    /// - Returns: GB-seconds; exact, because 1/1024 has ten decimal places.
    public static func gigabyteSeconds(seconds: Decimal, megabytes: Decimal) -> Decimal {
        seconds * megabytes / 1024
    }

    /// Storage that is billed while the function runs. [MB]
    public static func billedEphemeral(megabytes: Decimal) -> Decimal {
        max(0, megabytes - freeEphemeralMegabytes)
    }
}
