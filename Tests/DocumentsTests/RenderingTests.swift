// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing

@Suite("Documents: messages")
struct RenderingTests {
    @Test("the line with its caret")
    func excerpt() throws {
        let (root, diagnostics) = parse("a: 1\nplace: { memroy: 512 MB }\n")
        _ = MappingReader.read(try #require(root?["place"]), diagnostics) { $0.optional("memory", .dataSize) }
        #expect(
            rendered(diagnostics) == """
                test.yaml:2:10: error: unknown key "memroy"; did you mean "memory"? [place.memroy]
                    2 | place: { memroy: 512 MB }
                      |          ^
                """)
        let coloured = DiagnosticRenderer(sources: diagnostics.sources, colour: true).render(diagnostics.all)
        #expect(coloured.contains("\u{1B}[1;31merror:\u{1B}[0m unknown key"))
        #expect(!DiagnosticRenderer().render(diagnostics.all).contains("\n"))
    }

    @Test("equal keys, syntax, whole files")
    func sentences() {
        #expect(
            rendered(parse("a: 1\na: 2").diagnostics).hasPrefix(
                "test.yaml:2:1: error: \"a\" is given twice; first in line 1, column 1 [a]"))
        #expect(
            rendered(parse("").diagnostics) == "test.yaml: error: the file has nothing in it; expected a YAML document")
        #expect(rendered(parse("a:\n\tb: 1").diagnostics).contains("indent with spaces, not tabs"))
    }

    @Test("neither a line nor a name steers the terminal, and long lines are cut around the place")
    func hostile() {
        let (_, diagnostics) = parse("a: \u{1B}[31mred")
        #expect(!rendered(diagnostics).contains("\u{1B}"))
        let long = String(repeating: "x", count: 300) + ": { [ }"
        let text = rendered(parse(long).diagnostics)
        #expect(text.split(separator: "\n").allSatisfy { $0.count < 220 }, "\(text)")
        let name = String(repeating: "n", count: 500) + "\u{7}"
        #expect(FaultSentence(.missingKey(name: name)).text.count < 90)
    }

    @Test("beyond fifty the rest is counted")
    func many() {
        let diagnostics = Diagnostics()
        for line in 1...70 { diagnostics.error(.keyNotText, at: place(line, 1)) }
        #expect(rendered(diagnostics).hasSuffix("… and 20 more"))
    }

    @Test("every fault has a sentence of its own")
    func allFaults() {
        let at = place(1, 1)
        let faults: [Fault] = [
            .fileMissing, .isDirectory, .unreadable, .tooLarge(limit: 5 << 20), .empty, .binary,
            .notUTF8(looksLike: nil),
            .controlCharacter(code: 7), .syntax(problem: "p", context: "c", since: at), .severalDocuments,
            .tooDeep(limit: 64),
            .tooManyAliases(limit: 100), .tooManyValues(limit: 1_000_000), .tagged(tag: "!x"), .mergeKey, .keyNotText,
            .duplicateKey(name: "a", first: at), .wrongType(expected: "a list", found: .nothing),
            .missingKey(name: "a"),
            .unknownKey(name: "a", nearest: nil, allowed: ["b", "c"]), .notOneKey(found: [], expected: "one"),
            .emptyList(expected: "at least one"), .missingValue(expected: "a name"),
            .notANumber(text: "x", expected: "a number"),
            .notFinite(text: "nan"), .negative(text: "-1"), .notPositive(text: "0"), .notWhole(text: "1.5"),
            .outOfRange(text: "5", low: "1", high: "4"), .missingUnit(text: "5", example: "5 ms", units: ["ms", "s"]),
            .unknownUnit(text: "5 q", unit: "q", nearest: nil, units: ["ms"]),
            .notARange(text: "2..", example: "2..40"),
            .reversedRange(low: "4", high: "2"), .notInOrder(low: "1", typical: "0", high: "2"),
            .sharesDoNotSum(total: "110%"),
            .badName(text: "a b"), .unknownName(kind: "region", name: "x", nearest: nil, known: ["y"]),
            .unknownAddress(path: "a.b", nearest: "a.c"), .custom(what: "what", hint: "hint"),
        ]
        let texts = faults.map { FaultSentence($0).text }
        #expect(Set(texts).count == faults.count)
    }
}
