// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything that is wrong with the documents of one load, thrown once at its end.
public struct DocumentFailure: Error, Sendable {
    /// In the order of the files and of the lines in them; at least one is an error.
    public let diagnostics: [Diagnostic]
    /// The texts, for showing the lines.
    public let sources: [SourceFile]

    public init(diagnostics: [Diagnostic], sources: [SourceFile]) {
        self.diagnostics = diagnostics
        self.sources = sources
    }
}

extension DocumentFailure: CustomStringConvertible {
    public var description: String { DiagnosticRenderer(sources: sources).render(diagnostics) }
}
