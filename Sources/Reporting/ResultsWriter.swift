// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Writes a set of files into a folder: each under a temporary name first, all renamed at the end, or none.
public struct ResultsWriter {
    /// Why results could not be written.
    public struct Failure: Error, CustomStringConvertible {
        public let path: String
        public let reason: String
        public var description: String { "\(path) cannot be written: \(reason)" }
    }

    private let folder: URL

    public init(folder: String) { self.folder = URL(fileURLWithPath: folder, isDirectory: true) }

    /// - Throws: `Failure`; then nothing of `files` is there that was not there before.
    public func write(_ files: [(name: String, content: Data)]) throws {
        let manager = FileManager.default
        var moves: [(from: URL, to: URL)] = []
        do {
            try manager.createDirectory(at: folder, withIntermediateDirectories: true)
            for file in files {
                let target = folder.appendingPathComponent(file.name)
                let temporary = folder.appendingPathComponent(".\(file.name).\(ProcessInfo.processInfo.processIdentifier)")
                moves.append((temporary, target))
                guard manager.createFile(atPath: temporary.path, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
                let handle = try FileHandle(forWritingTo: temporary)
                try handle.write(contentsOf: file.content)
                try handle.synchronize()
                try handle.close()
            }
            for move in moves where rename(move.from.path, move.to.path) != 0 {
                throw CocoaError(.fileWriteUnknown)
            }
        } catch {
            for move in moves { try? manager.removeItem(at: move.from) }
            throw Failure(path: folder.path, reason: error.localizedDescription)
        }
    }
}
