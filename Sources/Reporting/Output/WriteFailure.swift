// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Something could not be written: a full disk, a folder without permission, a pipe that nobody reads.
public struct WriteFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file or folder, or "standard output".
    public let target: String
    /// What the system says of it.
    public let reason: String

    public init(target: String, reason: String) {
        self.target = target
        self.reason = reason
    }

    /// From the number that the last system call left.
    init(target: String, code: Int32) {
        self.init(target: target, reason: String(cString: strerror(code)))
    }

    public var description: String { "\(target) cannot be written: \(reason)" }
}
