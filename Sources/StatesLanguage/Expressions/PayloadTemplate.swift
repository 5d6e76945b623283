// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Checks a template of data: what is computed in it must be an expression of the state's language.
struct PayloadTemplate {
    let language: QueryLanguage
    let reporter: Reporter

    func check(_ node: Node, field: String) {
        switch language {
        case .jsonPath: checkKeys(node)
        case .jsonata: checkTexts(node, field: field)
        }
    }

    /// In JSONPath, keys that end in `.$` are computed.
    private func checkKeys(_ node: Node) {
        for item in node.items ?? [] { checkKeys(item) }
        let keys = Set(node.keys)
        for entry in node.entries ?? [] {
            guard entry.key.hasSuffix(".$") else {
                checkKeys(entry.value)
                continue
            }
            let plain = String(entry.key.dropLast(2))
            if keys.contains(plain) {
                reporter.error(.conflictingKeys(plain), at: entry.keyPlace, path: entry.value.path)
            }
            ExpressionCheck(reporter: reporter).computed(entry.value, field: entry.key)
        }
    }

    /// In JSONata, texts that begin with `{%` are computed.
    private func checkTexts(_ node: Node, field: String) {
        for item in node.items ?? [] { checkTexts(item, field: field) }
        for entry in node.entries ?? [] { checkTexts(entry.value, field: entry.key) }
        ExpressionCheck(reporter: reporter).jsonata(node, field: field)
    }
}
