// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing

/// A document of a test, called `test.yaml`, and what was found wrong while parsing it.
func parse(_ text: String, limits: DocumentLimits = .standard) -> (root: Node?, diagnostics: Diagnostics) {
    let diagnostics = Diagnostics()
    return (Document.parse(text, name: "test.yaml", limits: limits, diagnostics: diagnostics)?.root, diagnostics)
}

func place(_ line: Int, _ column: Int) -> SourcePlace { SourcePlace(file: "test.yaml", line: line, column: column) }

/// The only diagnostic of a text that must have exactly one.
func only(_ diagnostics: Diagnostics, sourceLocation: SourceLocation = #_sourceLocation) throws -> Diagnostic {
    #expect(diagnostics.all.count == 1, "\(diagnostics.all)", sourceLocation: sourceLocation)
    return try #require(diagnostics.all.first, sourceLocation: sourceLocation)
}

/// What one reader finds in the value of `value:`, and where.
func read<Value>(_ text: String, _ reader: ValueReader<Value>) throws -> (value: Value?, faults: [Diagnostic]) {
    let (root, diagnostics) = parse("value: \(text)\n")
    let node = try #require(root?["value"])
    let value = reader.read(node, diagnostics)
    return (value, diagnostics.all)
}

func rendered(_ diagnostics: Diagnostics) -> String {
    DiagnosticRenderer(sources: diagnostics.sources).render(diagnostics.all)
}
