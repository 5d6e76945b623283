// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Writing to an open file of which every error is noticed: `print` to a full disk or a closed pipe succeeds silently.
public struct Descriptor: Sendable {
    private let number: Int32
    private let name: String

    init(_ number: Int32, name: String) {
        self.number = number
        self.name = name
    }

    public static var standardOutput: Descriptor { Descriptor(STDOUT_FILENO, name: "standard output") }
    public static var standardError: Descriptor { Descriptor(STDERR_FILENO, name: "standard error") }

    /// Whether somebody looks at it.
    public var isTerminal: Bool { isatty(number) == 1 }

    public func write(_ text: String) throws(WriteFailure) { try write(Data(text.utf8)) }

    func write(_ data: Data) throws(WriteFailure) {
        var rest = data[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(number, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                throw WriteFailure(target: name, code: errno)
            }
            rest = rest.dropFirst(written)
        }
    }

    /// A closed pipe and a file size limit end a program by signal; ignored, they are errors like any other.
    public static func turnSignalsIntoErrors() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }
}
