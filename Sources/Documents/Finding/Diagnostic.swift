// SPDX-License-Identifier: GPL-3.0-or-later

/// One mistake or warning, with where it is.
public struct Diagnostic: Hashable, Sendable {
    public enum Severity: Hashable, Sendable {
        /// Nothing is computed from a document with an error.
        case error
        case warning
    }

    public let severity: Severity
    public let fault: Fault
    public let place: SourcePlace
    /// The address of the value, as `Node.path`; empty for the root and for files.
    public let path: String

    public init(_ severity: Severity, _ fault: Fault, at place: SourcePlace, path: String = "") {
        self.severity = severity
        self.fault = fault
        self.place = place
        self.path = path
    }
}
