// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// Writes a set of files into a folder: all under temporary names first, renamed at the end, or none.
public struct ResultsWriter: Sendable {
    private let folder: String

    public init(folder: String) { self.folder = folder }

    /// - Throws: `WriteFailure`; then no file of the set was written, and those that were there before are as they were.
    public func write(_ files: [(name: String, content: Data)]) throws(WriteFailure) {
        let created = try makeFolder()
        var moves: [(from: String, to: String)] = []
        do throws(WriteFailure) {
            for file in files {
                let target = "\(folder)/\(file.name)"
                let temporary = "\(folder)/.\(file.name).\(getpid()).tmp"
                moves.append((temporary, target))
                try Self.store(file.content, at: temporary)
                // A folder of that name would make the last step fail, when others are renamed already.
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: target, isDirectory: &isFolder), isFolder.boolValue {
                    throw WriteFailure(target: target, code: EISDIR)
                }
            }
            for move in moves where rename(move.from, move.to) != 0 {
                throw WriteFailure(target: move.to, code: errno)
            }
        } catch {
            for move in moves { unlink(move.from) }
            for path in created.reversed() { rmdir(path) }
            throw error
        }
        Self.synchroniseFolder(folder)
    }

    /// Whether the folder could be written into, before the work for it is done.
    /// - Throws: `WriteFailure`.
    public func check() throws(WriteFailure) {
        let nearest = missing.first.map { PathParts($0).folder } ?? folder
        let path = nearest.isEmpty ? "." : nearest
        try Self.requireFolder(path)
        if access(path, W_OK | X_OK) != 0 { throw WriteFailure(target: path, code: errno) }
    }

    /// Folders that are not there yet, outermost first.
    private var missing: [String] {
        var missing: [String] = []
        var path = folder
        while !path.isEmpty, path != "/", path != ".", !FileManager.default.fileExists(atPath: path) {
            missing.insert(path, at: 0)
            path = PathParts(path).folder
        }
        return missing
    }

    private static func requireFolder(_ path: String) throws(WriteFailure) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw WriteFailure(target: path, code: ENOTDIR)
        }
    }

    /// Folders that were missing, outermost first.
    private func makeFolder() throws(WriteFailure) -> [String] {
        let missing = missing
        for (index, path) in missing.enumerated() where mkdir(path, 0o777) != 0 && errno != EEXIST {
            let failure = WriteFailure(target: path, code: errno)
            for made in missing.prefix(index).reversed() { rmdir(made) }
            throw failure
        }
        try Self.requireFolder(folder)
        return missing
    }

    private static func store(_ content: Data, at path: String) throws(WriteFailure) {
        let number = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard number >= 0 else { throw WriteFailure(target: path, code: errno) }
        do throws(WriteFailure) {
            try Descriptor(number, name: path).write(content)
            // A disk may be found to be full only now.
            if fsync(number) != 0 { throw WriteFailure(target: path, code: errno) }
        } catch {
            close(number)
            throw error
        }
        if close(number) != 0 { throw WriteFailure(target: path, code: errno) }
    }

    /// So that the new names survive a power cut too; where folders cannot be synchronised, nothing is lost by trying.
    private static func synchroniseFolder(_ path: String) {
        let number = open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { return }
        fsync(number)
        close(number)
    }
}
