// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a value stands: a file by the name the user gave it, a line and a column, both counted from 1.
///
/// Columns count Unicode scalars, as the YAML parser and most editors do. Line 0 means the file as a whole.
public struct SourcePlace: Hashable, Sendable {
    public var file: String
    public var line: Int
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The file as a whole, for what is wrong with all of it.
    public init(wholeFile file: String) { self.init(file: file, line: 0, column: 0) }

    public var isWholeFile: Bool { line == 0 }

    /// The name of the source that a value of the command line is, by the address that it changes.
    static func commandLine(_ path: String) -> String { "\(commandLinePrefix)\(path)" }
    private static let commandLinePrefix = "--set "

    /// Whether it stands on the command line.
    public var isOnCommandLine: Bool { file.hasPrefix(Self.commandLinePrefix) }
}

extension SourcePlace: CustomStringConvertible {
    /// `file:line:column`, the form editors and terminals make a link of.
    public var description: String { isWholeFile ? file : "\(file):\(line):\(column)" }
}
