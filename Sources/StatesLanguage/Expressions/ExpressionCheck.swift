// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Checks single texts that an execution computes a value from.
struct ExpressionCheck {
    let reporter: Reporter

    /// What may stand under a key that ends in `.$`: a path or a call.
    func computed(_ node: Node, field: String) {
        guard let text = text(node, field: field, expected: "a path or a call in quotes"), !isPlaceholder(text) else {
            return
        }
        if text.hasPrefix("$") {
            path(node, text, field: field, as: .path)
        } else if IntrinsicCall.isMeant(by: text) {
            if let fault = IntrinsicCall.fault(in: text) {
                reporter.error(.badIntrinsic(field: field, text: text, fault), at: node)
            }
        } else {
            reporter.error(.neitherPathNorIntrinsic(field: field, text: text), at: node)
        }
    }

    /// A path that finds any number of values; calls are allowed as well, as the service allows them.
    func pathOrCall(_ node: Node, field: String) {
        guard let text = text(node, field: field, expected: "a path"), !isPlaceholder(text) else { return }
        if IntrinsicCall.isMeant(by: text) { return computed(node, field: field) }
        path(node, text, field: field, as: .path)
    }

    /// A path that finds one value.
    func reference(_ node: Node, field: String, allowsContext: Bool = true) {
        guard let text = text(node, field: field, expected: "a path"), !isPlaceholder(text) else { return }
        if !allowsContext, text.hasPrefix("$$") {
            return reporter.error(.badPath(field: field, text: text, .contextNotAllowed), at: node)
        }
        path(node, text, field: field, as: .reference)
    }

    /// Any value, which if it is an expression must be a sound one. Returns whether it is an expression.
    @discardableResult func jsonata(_ node: Node, field: String) -> Bool {
        guard let text = node.text, JSONataText(text).isExpression else { return false }
        if let fault = JSONataText(text).fault {
            reporter.error(.badJSONata(field: field, text: text, fault), at: node)
        }
        return true
    }

    private func path(_ node: Node, _ text: String, field: String, as kind: PathSyntax.Kind) {
        guard let fault = PathSyntax.fault(in: text, as: kind) else { return }
        reporter.error(.badPath(field: field, text: text, fault), at: node)
    }

    private func isPlaceholder(_ text: String) -> Bool { text.contains("${") }

    private func text(_ node: Node, field: String, expected: String) -> String? {
        if let text = node.string { return text }
        reporter.error(.wrongType(field: field, expected: expected, found: node.description), at: node)
        return nil
    }
}
