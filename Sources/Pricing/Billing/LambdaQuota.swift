// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// What a function on AWS Lambda may have (AWS Lambda Developer Guide, "Lambda quotas", read 2026-11-25).
public enum LambdaQuota {
    /// The longest timeout.
    public static let timeout = TimeSpan(nanoseconds: 900_000_000_000)
    /// Megabytes.
    public static let memory = 128...10_240
    /// Megabytes.
    public static let ephemeralStorage = 512...10_240
    /// Megabytes that come with one core (AWS Lambda Developer Guide, configuration-memory).
    public static let megabytesPerCore = 1_769.0
}
