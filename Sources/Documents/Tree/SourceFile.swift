// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The text of an input and the name under which messages speak of it.
public struct SourceFile: Hashable, Sendable {
    public let name: String
    public let text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// Reads a file as UTF-8 text. On a fault it is reported and nil returned.
    ///
    /// - Parameter path: The file; messages show it as given.
    public static func load(_ path: String, limits: DocumentLimits = .standard, diagnostics: Diagnostics) -> SourceFile?
    {
        do throws(Fault) {
            let bytes = try contents(of: path, limit: limits.bytes)
            return SourceFile(name: path, text: try decode(bytes))
        } catch {
            diagnostics.error(error, at: SourcePlace(wholeFile: path))
            return nil
        }
    }

    private static func contents(of path: String, limit: Int) throws(Fault) -> Data {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { throw .fileMissing }
        guard !isDirectory.boolValue else { throw .isDirectory }
        guard let handle = FileHandle(forReadingAtPath: path) else { throw .unreadable }
        defer { try? handle.close() }
        var bytes = Data()
        // Read one byte more than allowed rather than trust the size: a file may grow, and a device has none.
        while bytes.count <= limit {
            let chunk: Data?
            do { chunk = try handle.read(upToCount: limit + 1 - bytes.count) } catch { throw .unreadable }
            guard let chunk, !chunk.isEmpty else { return bytes }
            bytes.append(chunk)
        }
        throw .tooLarge(limit: limit)
    }

    static func decode(_ bytes: Data) throws(Fault) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw .notUTF8(looksLike: "UTF-16")
        }
        guard !bytes.contains(0) else { throw .binary }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(looksLike: nil) }
        return text
    }

    /// The lines, broken where the YAML parser breaks them, so that its line numbers index them.
    var lines: [Substring.UnicodeScalarView] {
        let scalars = text.unicodeScalars
        var lines: [Substring.UnicodeScalarView] = []
        var start = scalars.startIndex
        var index = start
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let next = scalars.index(after: index)
            guard Self.isBreak(scalar) else {
                index = next
                continue
            }
            lines.append(scalars[start..<index])
            index =
                scalar == "\r" && next < scalars.endIndex && scalars[next] == "\n" ? scalars.index(after: next) : next
            start = index
        }
        lines.append(scalars[start...])
        return lines
    }

    /// The place of the byte at `offset` in the text's UTF-8.
    func place(utf8Offset offset: Int) -> SourcePlace {
        var line = 1
        var column = 1
        var previous: Unicode.Scalar = " "
        var position = 0
        for scalar in text.unicodeScalars {
            if position >= offset { break }
            position += UTF8.width(scalar)
            if scalar == "\n" && previous == "\r" {
                column = 1
            } else if Self.isBreak(scalar) {
                line += 1
                column = 1
            } else {
                column += 1
            }
            previous = scalar
        }
        return SourcePlace(file: name, line: line, column: column)
    }

    /// YAML 1.1 has five line breaks; the last three are rare, but the parser counts them.
    static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\r" || scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }
}
