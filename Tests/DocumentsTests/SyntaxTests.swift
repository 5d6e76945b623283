// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing

@Suite("Documents: mistakes of syntax")
struct SyntaxTests {
    private func fault(_ text: String) throws -> (Fault, SourcePlace) {
        let (root, diagnostics) = parse(text)
        #expect(root == nil)
        let found = try only(diagnostics)
        return (found.fault, found.place)
    }

    @Test("the parser's complaint has its place")
    func complaints() throws {
        for (text, at) in [
            ("a: b: c", place(1, 5)), ("a:\n\tb: 1", place(2, 1)), ("a: @b", place(1, 4)), ("a: *nobody", place(1, 4)),
            ("a: [1, 2\nb: 3", place(2, 2)), ("a: \"open", place(1, 9)), ("a: 1\n  b: 2", place(2, 4)),
        ] {
            let (fault, found) = try fault(text)
            guard case .syntax = fault else {
                Issue.record("\(text): \(fault)")
                continue
            }
            #expect(found == at, "\(text)")
        }
    }

    @Test("a second document, a control character")
    func refused() throws {
        #expect(try fault("a: 1\n---\nb: 2\n") == (.severalDocuments, place(2, 1)))
        #expect(try fault("a: 1\nb: \u{1B}[31m\n") == (.controlCharacter(code: 27), place(2, 4)))
    }

    @Test("tags, merge keys and lists as keys are refused at their places, and reading goes on")
    func unsupported() {
        let (root, diagnostics) = parse("a: !!int 5\nb: !secret x\nc: !!str 7\n<<: { d: 1 }\n[1, 2]: x\ne: 1\n")
        #expect(diagnostics.all.map(\.place) == [place(1, 4), place(2, 4), place(4, 1), place(5, 1)])
        #expect(
            diagnostics.all.map(\.fault) == [.tagged(tag: "!!int"), .tagged(tag: "!secret"), .mergeKey, .keyNotText])
        #expect(root?.keys == ["a", "b", "c", "e"])
    }

    @Test("equal keys are told with both places, all of them, and the first value stays")
    func duplicates() {
        let (root, diagnostics) = parse(
            """
            a: 1
            b: { x: 1, y: 2, x: 3 }
            a: 2
            'c': 1
            "c": 2
            a: 3
            """)
        #expect(diagnostics.all.map(\.place) == [place(2, 18), place(3, 1), place(5, 1), place(6, 1)])
        #expect(
            diagnostics.all.map(\.fault) == [
                .duplicateKey(name: "x", first: place(2, 6)), .duplicateKey(name: "a", first: place(1, 1)),
                .duplicateKey(name: "c", first: place(4, 1)), .duplicateKey(name: "a", first: place(1, 1)),
            ])
        #expect(diagnostics.all.first?.path == "b.x")
        #expect(root?["a"]?.text == "1")
        #expect(root?.value(at: "b.x")?.text == "1")
        #expect(root?.value(at: "b.y")?.place == place(2, 15))
    }

    @Test("an empty key twice and a hundred equal keys are still an error")
    func awkwardDuplicates() {
        #expect(parse("'': 1\n'': 2\n").diagnostics.hasErrors)
        #expect(parse(String(repeating: "k: 1\n", count: 100)).diagnostics.hasErrors)
        #expect(parse("&a k: 1\nk: 2\n").diagnostics.hasErrors)
    }
}
