// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing

@Suite struct JSONTests {
    private func parse(_ text: String, _ diagnostics: Diagnostics = Diagnostics()) -> Node? {
        Document.parseJSON(SourceFile(name: "a.json", text: text), diagnostics: diagnostics)?.root
    }

    private func complaint(_ text: String) -> Diagnostic? {
        let diagnostics = Diagnostics()
        #expect(parse(text, diagnostics) == nil)
        return diagnostics.all.first
    }

    @Test func everyKindOfValueIsRead() throws {
        let root = try #require(parse("\u{FEFF} {\"a\": [1, -2.5e3, true, null], \"b\": {\"c\": \"d\"}, \"\": \"\"}"))
        #expect(root.flowText == "{a: [1, -2.5e3, true, null], b: {c: \"d\"}, : \"\"}")
        #expect(root["b"]?["c"]?.path == "b.c")
        #expect(root["a"]?.items?[1].path == "a.2")
        #expect(root["a"]?.items?[3].isMissing == true)
    }

    @Test func placesAreWhereValuesBegin() throws {
        let root = try #require(parse("{\n  \"a\": 1,\r\n  \"b\":\t[ \"c\" ]\n}"))
        #expect(root["a"]?.place == SourcePlace(file: "a.json", line: 2, column: 8))
        #expect(root["b"]?.items?[0].place == SourcePlace(file: "a.json", line: 3, column: 10))
        #expect(root.entries?[1].keyPlace == SourcePlace(file: "a.json", line: 3, column: 3))
    }

    @Test func escapesAreCharacters() throws {
        let text = #"["\"\\\/\b\f\n\r\t", "\u00e9", "\uD83D\uDE00", "\uD83D!", "a\'b", "\x41"]"#
        let texts = try #require(parse(text)?.items).map { $0.text ?? "" }
        #expect(texts == ["\"\\/\u{8}\u{C}\n\r\t", "é", "😀", "\u{FFFD}!", "a'b", "A"])
    }

    @Test func whatPeopleAddToJSONIsRead() throws {
        let text = "// one\n# two\n{ /* three\n*/ a: 'b', \"c\": [1, 2,], d: ${E}, f: ${G.H} , }"
        #expect(parse(text)?.flowText == "{a: \"b\", c: [1, 2], d: ${E}, f: ${G.H}}")
    }

    @Test(arguments: [
        ("{\"a\": 1 \"b\": 2}", 1, 9), ("{\"a\" 1}", 1, 6), ("{\"a\": }", 1, 7), ("[1, 2", 1, 6),
        ("{\n\"a\": \"b\n}", 2, 6),
        ("{} {}", 1, 4), ("/* a", 1, 5), ("[\"\\u12\"]", 1, 7), ("{\"a\": 1]", 1, 8), ("", 0, 0), ("[,]", 1, 2),
    ])
    func whatIsNotJSONIsFoundWhereItIs(_ text: String, _ line: Int, _ column: Int) {
        let found = complaint(text)
        #expect(found?.place.line == line)
        #expect(found?.place.column == column)
    }

    @Test func equalKeysAreReportedAndTheFirstCounts() {
        let diagnostics = Diagnostics()
        #expect(parse("{\"a\": 1, \"a\": 2}", diagnostics)?["a"]?.text == "1")
        let first = SourcePlace(file: "a.json", line: 1, column: 2)
        #expect(diagnostics.all.map(\.fault) == [.duplicateKey(name: "a", first: first)])
    }

    @Test func depthAndSizeHaveLimits() {
        #expect(parse(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) != nil)
        #expect(complaint(String(repeating: "[", count: 1_000_000))?.fault == .tooDeep(limit: 64))
        let diagnostics = Diagnostics()
        let source = SourceFile(name: "a.json", text: "[1, 2, 3]")
        #expect(Document.parseJSON(source, limits: DocumentLimits(values: 3), diagnostics: diagnostics) == nil)
        #expect(diagnostics.all.map(\.fault) == [.tooManyValues(limit: 3)])
    }
}
