// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// How to tell a state machine's file from others, and how to parse it.
public enum DefinitionDocument {
    /// Parses JSON if the text begins as an object of JSON does, after comments, and YAML otherwise.
    static func parse(_ source: SourceFile, diagnostics: Diagnostics) -> Document? {
        isJSON(source.text)
            ? Document.parseJSON(source, diagnostics: diagnostics) : Document.parse(source, diagnostics: diagnostics)
    }

    /// Whether a text is a state machine: by the file's name (`.asl`, `.asl.json`, `.asl.yaml`), or because it has a
    /// key `StartAt` or `States`. One that cannot be parsed is one if its name ends in `.json` or `.json5`.
    public static func isStateMachine(_ source: SourceFile) -> Bool {
        let name = source.name.lowercased()
        if [".asl", ".asl.json", ".asl.json5", ".asl.yaml", ".asl.yml"].contains(where: name.hasSuffix) { return true }
        // Whoever reads it afterwards reports what is wrong.
        guard let root = parse(source, diagnostics: Diagnostics())?.root else {
            return name.hasSuffix(".json") || name.hasSuffix(".json5")
        }
        return root["StartAt"] != nil || root["States"] != nil
    }

    private static func isJSON(_ text: String) -> Bool {
        for line in text.split(whereSeparator: \.isNewline) {
            guard let first = line.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) else { continue }
            if first == "#" { continue }
            return first == "{" || first == "/"
        }
        return false
    }
}
