// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// A value that the forecast stands on, and where it came from.
public struct Assumption: Sendable, Hashable {
    /// Its address, as `--set` takes it: `deployments.lambda.place.notify.memory`.
    public var path: String
    /// As a person would write it: `512 MB`.
    public var value: String
    public var origin: ValueOrigin
    /// Who says so.
    public var source: String
    public var confidence: Confidence?
    /// The range that the file gives around it, as `{low, typical, high}`.
    public var range: String?
}

/// Where a value came from.
public enum ValueOrigin: Sendable, Hashable {
    /// A default of the named profile.
    case profile(String)
    case file
    case commandLine
    /// Worked out from other values.
    case derived
    /// Read from a table of measurements.
    case measured
}
