// SPDX-License-Identifier: GPL-3.0-or-later

/// A function's name as tasks give it: `name`, `name:alias`, `account:function:name`, a whole ARN, or a placeholder for
/// any of them.
struct FunctionName {
    let reference: FunctionReference?
    /// Why it names no function, or nil.
    let fault: String?

    init(_ text: String) {
        var parts = Self.split(text)[...]
        if let position = parts.firstIndex(of: "function") { parts = parts[(position + 1)...] }
        guard let name = parts.first, !name.isEmpty else {
            (reference, fault) = (nil, "the name is missing")
            return
        }
        guard Self.isName(name) else {
            (reference, fault) = (nil, "a name has letters, digits, - and _")
            return
        }
        guard parts.count <= 2 else {
            (reference, fault) = (nil, "something follows the alias")
            return
        }
        let qualifier = parts.count == 2 ? parts.last : nil
        if let qualifier, qualifier != "$LATEST", !Self.isName(qualifier) {
            let what = qualifier.isEmpty ? "the alias after the colon is missing" : "the alias is not one"
            (reference, fault) = (nil, what)
            return
        }
        let placeholder = Placeholder(name)
        reference = FunctionReference(
            name: placeholder?.resource ?? name, qualifier: qualifier, isPlaceholder: name.contains("${"))
        fault = nil
    }

    /// Splits at colons that stand in no braces.
    static func split(_ text: String) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "{" { depth += 1 } else if character == "}" { depth -= 1 }
            if character == ":", depth <= 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts
    }

    private static func isName(_ text: String) -> Bool {
        if text.contains("${") { return true }
        return !text.isEmpty
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || $0 == "_" }
    }
}
