// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Scenario

/// A value that the forecast stands on, and where it comes from.
public struct AssumptionNote: Sendable, Hashable {
    /// Address of the value, such as `place.notify.memory`; empty for a decision of the study itself.
    public var address: String
    public var value: String
    /// Who says so.
    public var source: String
    /// Where the value came from; nil for a decision of the study itself.
    public var origin: ValueOrigin?
    /// How far it can be trusted; nil when that is not known.
    public var confidence: Confidence?
    /// The range that the file gives around it.
    public var range: String?

    public init(
        address: String, value: String, source: String, origin: ValueOrigin? = nil, confidence: Confidence? = nil,
        range: String? = nil
    ) {
        self.address = address
        self.value = value
        self.source = source
        self.origin = origin
        self.confidence = confidence
        self.range = range
    }

    /// Whether the user gave it: in the file or on the command line.
    public var isGiven: Bool { origin == .file || origin == .commandLine }
}

extension AssumptionNote {
    init(_ assumption: Assumption) {
        self.init(
            address: assumption.path, value: assumption.value, source: assumption.source, origin: assumption.origin,
            confidence: assumption.confidence, range: assumption.range)
    }
}
