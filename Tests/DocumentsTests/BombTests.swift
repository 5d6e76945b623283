// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing

@Suite("Documents: bombs")
struct BombTests {
    private func found(_ text: String) throws -> Diagnostic {
        var result: (root: Node?, diagnostics: Diagnostics)?
        let time = ContinuousClock().measure { result = parse(text) }
        #expect(time < .seconds(1), "took \(time)")
        let found = try #require(result)
        let isRefused = found.root == nil
        #expect(isRefused)
        return try only(found.diagnostics)
    }

    @Test("ten levels of ten aliases")
    func billionLaughs() throws {
        var text = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text +=
                "l\(level): &l\(level) [" + [String](repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        let found = try found(text)
        // The lists up to l4 stand for 123 456 values, l5 alone for 1 111 111.
        #expect(found.fault == .tooManyValues(limit: 1_000_000))
        #expect(found.place == place(6, 5))
        #expect(try self.found(text + "? *l9\n: 1\n").fault == .keyNotText)
        #expect(try self.found(text + "*l9 : 1\n").fault == .keyNotText)
        #expect(try self.found(text + "{ [*l9]: 1 }\n").fault == .keyNotText)
    }

    @Test("a hundred references to collections are read, one more is not; references to scalars are free")
    func aliasCount() throws {
        let anchor = "a: &a [1]\nb: &b 1\nc:\n"
        #expect(!parse(anchor + String(repeating: "- *a\n", count: 100)).diagnostics.hasErrors)
        #expect(!parse(anchor + String(repeating: "- *b\n", count: 1000)).diagnostics.hasErrors)
        #expect(try found(anchor + String(repeating: "- *a\n", count: 101)).fault == .tooManyAliases(limit: 100))
    }

    @Test("nesting beyond 64 levels has the place of level 65", arguments: [65, 150, 1_000, 10_000, 100_000])
    func flowNesting(depth: Int) throws {
        let brackets = String(repeating: "[", count: depth)
        if depth > 192 { #expect(try found(brackets).fault == .tooDeep(limit: 64)) }
        let closed = try found(brackets + String(repeating: "]", count: depth))
        #expect(closed.fault == .tooDeep(limit: 64))
        #expect(closed.place == place(1, 65))
        #expect(
            try found(String(repeating: "{a: ", count: depth) + "1" + String(repeating: "}", count: depth)).place
                == place(1, 4 * 64 + 1))
    }

    @Test("dashes in a line", arguments: [65, 150, 1_000, 10_000, 100_000])
    func dashes(depth: Int) throws {
        let found = try found(String(repeating: "- ", count: depth) + "x\n")
        #expect(found.fault == .tooDeep(limit: 64))
        #expect(found.place == place(1, 129))
    }

    @Test("question marks in a line", arguments: [1_000, 100_000])
    func questions(depth: Int) throws {
        #expect(try found(String(repeating: "? ", count: depth) + "x\n").fault == .tooDeep(limit: 64))
    }

    @Test("indented mappings", arguments: [65, 150, 1_000, 3_000])
    func blockNesting(depth: Int) throws {
        var text = ""
        for level in 0..<depth { text += String(repeating: " ", count: level) + "a:\n" }
        text += String(repeating: " ", count: depth) + "1\n"
        let found = try found(text)
        #expect(found.fault == .tooDeep(limit: 64))
        #expect(found.place == place(65, 65))
    }

    @Test("ten thousand levels of indentation are too large before they are too deep")
    func deepIndentation() throws {
        var text = ""
        for level in 0..<10_000 { text += String(repeating: " ", count: level) + "a:\n" }
        #expect(try found(text).fault == .tooLarge(limit: 5 << 20))
    }

    @Test("64 levels are read")
    func deepEnough() {
        #expect(!parse(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)).diagnostics.hasErrors)
        #expect(!parse(String(repeating: "- ", count: 64) + "x").diagnostics.hasErrors)
    }

    @Test("brackets in texts are no levels")
    func bracketsInTexts() {
        let line = "- \"[{\"\n- a [ b {\n- '[[' # [[[\n"
        let (root, diagnostics) = parse(String(repeating: line, count: 200))
        #expect(!diagnostics.hasErrors, "\(rendered(diagnostics))")
        #expect(root?.items?.count == 600)
    }
}
