// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Reads the rules of a Choice state.
struct ChoiceReader {
    let reporter: Reporter

    func choice(_ fields: inout StateFields) -> ChoiceState? {
        let language = fields.language
        let nodes = fields.items("Choices", isRequired: true, expected: "at least one rule")
        let rules = nodes.map { rule($0, language) }
        let fallback = fields.string("Default")
        guard !rules.isEmpty, !rules.contains(where: { $0 == nil }) else { return nil }
        return ChoiceState(rules: rules.compactMap(\.self), fallback: fallback)
    }

    private func rule(_ node: Node, _ language: QueryLanguage) -> ChoiceRule? {
        guard
            var fields = StateFields(node, field: "a rule", owner: "a rule", language: language, reporter: reporter)
        else { return nil }
        let next = fields.requiredString("Next")
        fields.template("Assign")
        fields.template("Output", of: .jsonata)
        let condition = language == .jsonata ? jsonataCondition(&fields) : comparison(&fields, isInner: false)
        guard let next, let condition else { return nil }
        return ChoiceRule(condition: condition, next: next, place: node.place)
    }

    private func jsonataCondition(_ fields: inout StateFields) -> String? {
        let condition = fields.require("Condition")
        _ = fields.take("Comment")
        _ = fields.take("Variable", of: .jsonPath)
        fields.finish()
        guard let condition else { return nil }
        if let truth = condition.truth { return String(truth) }
        guard let text = condition.string,
            Placeholder(text) != nil || fields.check.jsonata(condition, field: "Condition")
        else {
            reporter.error(
                .wrongType(field: "Condition", expected: "{% an expression %}", found: condition.description),
                at: condition)
            return nil
        }
        return text.hasPrefix("{%") && text.hasSuffix("%}") && text.count >= 4
            ? text.dropFirst(2).dropLast(2).trimmingSpaces : text
    }

    // MARK: JSONPath

    /// A comparison or a combination of some; nested ones are as deep as the document, which has a limit.
    private func inner(_ node: Node, _ language: QueryLanguage) -> String? {
        guard
            var fields = StateFields(node, field: "a rule", owner: "a rule", language: language, reporter: reporter)
        else { return nil }
        if fields.has("Next") {
            _ = fields.take("Next")
            reporter.error(.nextWithinRule, at: node)
        }
        return comparison(&fields, isInner: true)
    }

    private func comparison(_ fields: inout StateFields, isInner: Bool) -> String? {
        _ = fields.take("Comment")
        if !isInner { _ = fields.take("Condition", of: .jsonata) }
        let combining = ["And", "Or", "Not"].filter(fields.has)
        if combining.isEmpty { return single(&fields) }
        let others = fields.node.keys.filter { Comparison($0) != nil || $0 == "Variable" }
        guard combining.count == 1, others.isEmpty else {
            reporter.error(.severalComparisons(combining + others), at: fields.node)
            return nil
        }
        let language = fields.language
        if combining == ["Not"] {
            let condition = fields.take("Not").flatMap { inner($0, language) }
            fields.finish()
            return condition.map { "not (\($0))" }
        }
        let nodes = fields.items(combining[0], expected: "at least one rule")
        let conditions = nodes.map { inner($0, language) }
        fields.finish()
        guard !conditions.isEmpty, !conditions.contains(where: { $0 == nil }) else { return nil }
        let texts = conditions.compactMap(\.self)
        return texts.count == 1
            ? texts[0] : texts.map { "(\($0))" }.joined(separator: " \(combining[0].lowercased()) ")
    }

    private func single(_ fields: inout StateFields) -> String? {
        let variable = fields.require("Variable")
        if let variable { fields.check.reference(variable, field: "Variable") }
        let names = fields.node.keys.filter { Comparison($0) != nil }
        // No operator is as good as known: what else stands here was meant as one.
        let known = ["Variable", "Next", "Comment", "Assign", "Output", "Condition"]
        let strangers = (fields.node.entries ?? []).filter { Comparison($0.key) == nil && !known.contains($0.key) }
        let meant = Comparison.allNames + known
        for (count, entry) in strangers.enumerated() {
            let nearest = count < StateFields.mostSearches ? NearestName.of(entry.key, among: meant) : nil
            reporter.error(
                .unknownComparison(entry.key, nearest: nearest), at: entry.keyPlace, path: entry.value.path)
        }
        guard let name = names.first, let comparison = Comparison(name), let operand = fields.node[name] else {
            if strangers.isEmpty { reporter.error(.noComparison, at: fields.node) }
            return nil
        }
        guard names.count == 1 else {
            reporter.error(.severalComparisons(names), at: fields.node)
            return nil
        }
        guard comparison.check(operand, name, reporter), let variable = variable?.text else { return nil }
        return comparison.condition(on: variable, operand)
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
