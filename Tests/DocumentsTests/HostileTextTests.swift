// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing

@Suite("Documents: whatever is in a file")
struct HostileTextTests {
    /// Numerical Recipes' generator: the same texts on every run.
    private struct Texts {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    private static let pieces = [
        "a", "b: ", ": ", "- ", "? ", "[", "]", "{", "}", ", ", "\n", "\n  ", "\n    ", "&x ", "*x", "*x ", "'", "\"",
        "|\n", ">\n", "#", " #",
        "!t ", "!!str ", "%", "@", "`", "---\n", "...\n", "<<: ", "\t", "\\", "5 ms", "1e400", "\u{85}", "\u{2028}",
        "é", "😀", "\u{F000}", "..",
        "low: 1", "typical: ", "\r\n", "~", "\u{FEFF}", "_", "-", "+", "%", "/s", ".", "0x", "k", "M",
    ]

    @Test("neither parsing, reading, rendering nor setting traps on three thousand random texts")
    func randomTexts() {
        var texts = Texts(state: 20_261_124)
        var trees = 0
        for _ in 0..<3_000 {
            let text = (0..<(1 + texts.next(30))).map { _ in Self.pieces[texts.next(Self.pieces.count)] }.joined()
            let (root, diagnostics) = parse(text)
            #expect(root != nil || diagnostics.hasErrors, "\(text.debugDescription)")
            if let root {
                trees += 1
                readEverything(root, diagnostics)
                _ = root.setting(path: root.addresses.last ?? "a", to: text, diagnostics: diagnostics)
                _ = root.setting(path: text, to: "1", diagnostics: diagnostics)
            }
            #expect(!rendered(diagnostics).contains("\u{1B}"))
        }
        #expect(trees > 200)
    }

    private func readEverything(_ node: Node, _ diagnostics: Diagnostics) {
        _ = ValueReader.duration.read(node, diagnostics)
        _ = ValueReader.dataSize.read(node, diagnostics)
        _ = ValueReader.rate.read(node, diagnostics)
        _ = ValueReader.count.read(node, diagnostics)
        _ = ValueReader.countRange.read(node, diagnostics)
        _ = ValueReader.decimal.read(node, diagnostics)
        _ = ValueReader.uncertain(.share).read(node, diagnostics)
        _ = ValueReader.list(of: .name).read(node, diagnostics)
        _ = MappingReader.read(node, diagnostics) { $0.required("b", .money) }
        for child in (node.items ?? []) + (node.entries ?? []).map(\.value) { readEverything(child, diagnostics) }
    }

    @Test("a file near the limit takes seconds at most, even in a debug build")
    func largeFile() {
        var text = ""
        for number in 0..<80_000 { text += "- { name: item-\(number), memory: 512 MB, timeout: 30 s }\n" }
        let time = ContinuousClock().measure { #expect(parse(text).root?.items?.count == 80_000) }
        #expect(time < .seconds(30), "took \(time)")
    }
}
