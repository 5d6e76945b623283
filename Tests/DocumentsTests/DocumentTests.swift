// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Testing

@Suite("Documents: places and texts of values")
struct DocumentTests {
    @Test("every value has its line, its column and its address")
    func places() throws {
        let (root, diagnostics) = parse(
            """
            # a comment
            name: Order processing
            handlers:
              notify: { steps: [ compute: 5 ms, { call: mailer } ] }
            """)
        #expect(diagnostics.all.isEmpty)
        let root2 = try #require(root)
        #expect(root2["name"]?.place == place(2, 7))
        let mailer = try #require(root2.value(at: "handlers.notify.steps.2.call"))
        #expect(mailer.text == "mailer")
        #expect(mailer.place == place(4, 45))
        #expect(mailer.path == "handlers.notify.steps.2.call")
        #expect(root2.entries?.last?.keyPlace == place(3, 1))
        #expect(root2.value(at: "handlers.notify.steps.3") == nil)
        #expect(root2.value(at: "handlers.notify.steps.0") == nil)
        #expect(root2["handlers"]?.flowText == "{notify: {steps: [{compute: 5 ms}, {call: mailer}]}}")
    }

    @Test(
        "scalars stay the text that was written",
        arguments: [
            "no", "017", "12:30:45", "1e400", ".nan", "-0", "0x1F", "yes", "1_000", "2026-01-01", "2..40", "~1", "=",
            "60%", "< 0.1%",
        ])
    func rawTexts(text: String) {
        #expect(parse("value: \(text)").root?["value"]?.text == text)
    }

    @Test("quotes, empty values and null are told apart")
    func quotesAndNulls() throws {
        let root = try #require(parse("a: ''\nb:\nc: ~\nd: \"null\"\ne: null\nf: |\n  text\n").root)
        #expect(root.entries?.map(\.value.isMissing) == [false, true, true, false, true, false])
        #expect(root["f"]?.text == "text\n")
    }

    @Test("a byte order mark and Windows line ends move no place")
    func marksAndLineEnds() {
        let root = parse("\u{FEFF}a: 1\r\nb: 2\r\n").root
        #expect(root?["a"]?.place == place(1, 4))
        #expect(root?["b"]?.place == place(2, 4))
    }

    @Test("columns count characters, not bytes")
    func unicodeColumns() {
        #expect(parse("{ größe: 1, b: 2 }").root?["b"]?.place == place(1, 16))
    }

    @Test("JSON is read as it is")
    func json() {
        let root = parse(#"{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B\n"}}, "n": [1, true, null]}"#)
            .root
        #expect(root?.value(at: "States.A.Type")?.text == "Pass")
        #expect(root?.value(at: "States.A.Next")?.text == "B\n")
        #expect(root?.value(at: "n.3")?.isMissing == true)
    }

    @Test("an alias is read where it is used, with the place of what it refers to")
    func aliases() {
        let root = parse("a: &size { memory: 512 MB }\nb: *size\n").root
        #expect(root?.value(at: "b.memory")?.text == "512 MB")
        #expect(root?.value(at: "b.memory")?.path == "b.memory")
        #expect(root?.value(at: "b.memory")?.place == place(1, 20))
    }

    @Test("a cron expression is a text, even beside an alias")
    func cron() {
        let (root, diagnostics) = parse("at: cron(0 12 * * ? *)\na: &x 1\nb: *x\nc: { d: [1], e: {} }\n")
        #expect(diagnostics.all.isEmpty)
        #expect(root?["at"]?.text == "cron(0 12 * * ? *)")
    }
}

@Suite("Documents: files")
struct FileTests {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "documents-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func load(_ bytes: Data, limits: DocumentLimits = .standard) throws -> Diagnostic? {
        let file = folder.appending(path: "file.yaml")
        try bytes.write(to: file)
        defer { try? FileManager.default.removeItem(at: folder) }
        let diagnostics = Diagnostics()
        let document = Document.load(file.path, limits: limits, diagnostics: diagnostics)
        #expect((document == nil) == diagnostics.hasErrors)
        #expect(diagnostics.all.allSatisfy { $0.place.file == file.path })
        return diagnostics.all.first
    }

    @Test("a good file is read")
    func good() throws { #expect(try load(Data("a: 1".utf8)) == nil) }

    @Test(
        "a file of nothing, of white space, of comments or of a document mark is empty",
        arguments: ["", " \n\n", "# nothing\n", "---\n"])
    func empty(text: String) throws { #expect(try load(Data(text.utf8))?.fault == .empty) }

    @Test("binary files and other encodings are named")
    func encodings() throws {
        #expect(try load(Data([0x7F, 0x45, 0x4C, 0x46, 0, 1]))?.fault == .binary)
    }

    @Test("UTF-16 is named")
    func utf16() throws { #expect(try load(Data([0xFF, 0xFE, 0x61, 0]))?.fault == .notUTF8(looksLike: "UTF-16")) }

    @Test("bytes that are no UTF-8")
    func invalid() throws {
        #expect(try load(Data([0x61, 0x3A, 0x20, 0xC3, 0x28]))?.fault == .notUTF8(looksLike: nil))
    }

    @Test(
        "a file of the limit is read, one byte more is not", arguments: [("a: 3456789", true), ("a: 34567890", false)])
    func size(text: String, isRead: Bool) throws {
        let found = try load(Data(text.utf8), limits: DocumentLimits(bytes: 10))
        #expect(found?.fault == (isRead ? nil : .tooLarge(limit: 10)))
    }

    @Test("too large")
    func tooLarge() throws {
        var text = Data("a: ".utf8)
        text.append(Data(repeating: UInt8(ascii: "x"), count: 5 << 20))
        let found = try load(text)
        #expect(found?.fault == .tooLarge(limit: 5 << 20))
        #expect(found?.place.isWholeFile == true)
    }

    @Test("a missing file, a folder, an endless device")
    func noFiles() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let diagnostics = Diagnostics()
        #expect(Document.load(folder.appending(path: "none.yaml").path, diagnostics: diagnostics) == nil)
        #expect(Document.load(folder.path, diagnostics: diagnostics) == nil)
        #expect(diagnostics.all.map(\.fault) == [.fileMissing, .isDirectory])
        if FileManager.default.fileExists(atPath: "/dev/zero") {
            #expect(Document.load("/dev/zero", diagnostics: diagnostics) == nil)
            #expect(diagnostics.all.last?.fault == .tooLarge(limit: 5 << 20))
        }
    }
}
