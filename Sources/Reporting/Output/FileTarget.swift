// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// A file that a command makes: written as a whole or not at all, and never over another without being told to.
///
/// A link leads to the file it names. What is no plain file (a pipe, a device) is written to as it is.
public struct FileTarget: Sendable {
    private let path: String
    private let mayReplace: Bool

    /// - Parameter mayReplace: whether a file that is there already may be written over.
    public init(_ path: String, mayReplace: Bool) {
        self.path = path
        self.mayReplace = mayReplace
    }

    /// - Throws: `WriteFailure`.
    public func write(_ text: String) throws(WriteFailure) {
        switch try kind() {
        case .file where !mayReplace && !holds(text):
            throw WriteFailure(target: path, reason: "it is there already; --force writes over it")
        case .stream: try writeThrough(text)
        case .file: try writeWhole(text)
        case .missing:
            // Says which folder is in the way, not which temporary file.
            try ResultsWriter(folder: parts.folder).check()
            try writeWhole(text)
        }
    }

    private enum Kind { case missing, file, stream }

    private func kind() throws(WriteFailure) -> Kind {
        if path.isEmpty { throw WriteFailure(target: "''", reason: "a file needs a name") }
        var status = stat()
        guard stat(path, &status) == 0 else {
            if path.hasSuffix("/") { throw WriteFailure(target: path, code: EISDIR) }
            // What a link to nothing names is nobody's to make.
            if lstat(path, &status) == 0 { throw WriteFailure(target: path, reason: "it is a link to nothing") }
            return .missing
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw WriteFailure(target: path, code: EISDIR)
        case S_IFREG: return .file
        default: return .stream
        }
    }

    private func holds(_ text: String) -> Bool { FileManager.default.contents(atPath: path) == Data(text.utf8) }

    private func writeWhole(_ text: String) throws(WriteFailure) {
        let parts = parts
        try ResultsWriter(folder: parts.folder).write([(parts.name, Data(text.utf8))])
    }

    private func writeThrough(_ text: String) throws(WriteFailure) {
        let number = open(path, O_WRONLY | O_CLOEXEC)
        guard number >= 0 else { throw WriteFailure(target: path, code: errno) }
        defer { close(number) }
        try Descriptor(number, name: path).write(text)
    }

    /// Of the file that a link leads to.
    private var parts: (folder: String, name: String) {
        let resolved = realpath(path, nil)
        defer { free(resolved) }
        let parts = PathParts(resolved.map { String(cString: $0) } ?? path)
        return (parts.folder.isEmpty ? "." : parts.folder, parts.name)
    }
}
