// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Reads a file line by line through a buffer of fixed size.
///
/// A value: the file is opened for each chunk and closed again, so a copy reads on by itself, replications on many
/// threads share nothing, and no descriptor can leak. That costs one open per 256 KiB.
struct LineReader: Sendable {
    static let chunk = 1 << 18
    static let longestLine = 4_096

    let path: String
    private var offset: off_t = 0
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    /// The number of the last line read, from 1.
    private(set) var line = 0

    init(path: String) { self.path = path }

    /// What keeps a file of this kind from being read, whatever is in it.
    static func faultOfKind(_ path: String) -> TraceFault? {
        var status = stat()
        guard stat(path, &status) == 0 else { return .unreadable(path: path, code: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return nil
        case S_IFDIR: return .unreadable(path: path, code: EISDIR)
        default: return .notPlain(path: path)
        }
    }

    /// The next line without its line feed and carriage return; nil at the end of the file.
    mutating func next() throws(TraceFault) -> ArraySlice<UInt8>? {
        while true {
            if let feed = buffer[position...].firstIndex(of: 10) {
                defer { position = feed + 1 }
                return try take(upTo: feed)
            }
            if isAtEnd {
                guard position < buffer.count else { return nil }
                defer { position = buffer.count }
                return try take(upTo: buffer.count)
            }
            if buffer.count - position > Self.longestLine { return try skipLongLine() }
            try fill()
        }
    }

    private mutating func take(upTo end: Int) throws(TraceFault) -> ArraySlice<UInt8> {
        line += 1
        guard end - position <= Self.longestLine else { throw .lineTooLong(line: line) }
        let hasReturn = end > position && buffer[end - 1] == 13
        return buffer[position..<(hasReturn ? end - 1 : end)]
    }

    /// Drops the buffer until the line ends, so that the caller can go on after the fault.
    private mutating func skipLongLine() throws(TraceFault) -> ArraySlice<UInt8>? {
        line += 1
        while !isAtEnd {
            position = buffer.count
            try fill()
            guard let feed = buffer.firstIndex(of: 10) else { continue }
            position = feed + 1
            break
        }
        throw .lineTooLong(line: line)
    }

    /// Keeps the unread rest and appends the next chunk.
    private mutating func fill() throws(TraceFault) {
        buffer.removeSubrange(..<position)
        position = 0
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unreadable(path: path, code: errno) }
        defer { close(file) }
        let kept = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: Self.chunk))
        let from = offset
        let count = buffer.withUnsafeMutableBytes { bytes in
            pread(file, bytes.baseAddress.map { $0 + kept }, Self.chunk, from)
        }
        let code = errno
        buffer.removeSubrange((kept + max(count, 0))...)
        guard count >= 0 else { throw .unreadable(path: path, code: code) }
        offset += off_t(count)
        isAtEnd = count == 0
    }
}
