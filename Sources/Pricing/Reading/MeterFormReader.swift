// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// Reads the meters that a price book defines.
struct MeterFormReader {
    let provider: CloudProvider
    /// The prices that formulas may be of, with their rules; those that are declared as gaps have none.
    let rules: [String: BillingRule]

    func form(_ entry: Node.Entry, _ diagnostics: Diagnostics) -> MeterForm? {
        MappingReader.read(entry.value, diagnostics) { keys -> MeterForm? in
            let title = keys.required("title", .text)
            let inputs = keys.requiredEntries("inputs").map { input($0, diagnostics) }
            let good = inputs.compactMap(\.self)
            let uses = keys.requiredEntries("uses").map { use($0, good, diagnostics) }
            guard let title, good.count == inputs.count, uses.allSatisfy({ $0 != nil }) else { return nil }
            if uses.isEmpty {
                diagnostics.error(.custom(what: "the meter '\(entry.key)' uses no price", hint: nil), at: entry.value)
                return nil
            }
            return MeterForm(
                provider: provider, name: entry.key, title: title, inputs: good, uses: uses.compactMap(\.self))
        }
    }

    // MARK: Inputs

    private enum Word: String, CaseIterable {
        case count, data, time, rate
        case dataRate = "data-rate"
        case price

        var kind: MeterForm.Kind {
            switch self {
            case .count: .count
            case .data: .data
            case .time: .time
            case .rate: .rate
            case .dataRate: .dataRate
            case .price: .price
            }
        }
    }

    /// `executions: count`, `size: { kind: data, default: 0 GB }` or `tier: { choice: [ a, b ], default: a }`.
    private func input(_ entry: Node.Entry, _ diagnostics: Diagnostics) -> MeterForm.Input? {
        let word = ValueReader<Word>.enumeration("kind of input")
        guard entry.value.entries != nil else {
            return word.read(entry.value, diagnostics).map {
                MeterForm.Input(name: entry.key, kind: $0.kind, standard: nil)
            }
        }
        return MappingReader.read(entry.value, diagnostics) { keys -> MeterForm.Input? in
            let kind = keys.take("choice").map { choices($0, diagnostics).map(MeterForm.Kind.choice) }
                ?? keys.required("kind", word).map(\.kind)
            guard let kind else { keys.allow(["default", "kind"]); return nil }
            keys.allow(["kind"])
            let standard = keys.optional("default", kind.reader(of: entry.key, words: { [] }))
            guard standard != nil || !keys.has("default") else { return nil }
            return MeterForm.Input(name: entry.key, kind: kind, standard: standard)
        }
    }

    private func choices(_ node: Node, _ diagnostics: Diagnostics) -> [MeterForm.Choice]? {
        if let items = node.items {
            return items.compactMap(\.text).map { MeterForm.Choice(word: $0, text: $0, number: nil, numbers: [:]) }
        }
        guard let entries = node.entries else {
            diagnostics.error(.wrongType(expected: "a list of words, or words with values", found: node.type), at: node)
            return nil
        }
        let number = ValueReader<Decimal>.quantity
        return entries.map { entry in
            guard let parts = entry.value.entries else {
                let text = entry.value.text ?? ""
                return MeterForm.Choice(word: entry.key, text: text, number: try? Decimal(parsing: text), numbers: [:])
            }
            var numbers: [String: Decimal] = [:]
            for part in parts { numbers[part.key] = number.read(part.value, diagnostics) }
            return MeterForm.Choice(word: entry.key, text: entry.key, number: nil, numbers: numbers)
        }
    }

    // MARK: Uses

    private func use(_ entry: Node.Entry, _ inputs: [MeterForm.Input], _ diagnostics: Diagnostics) -> MeterForm.Use? {
        let reader = ValueReader<Formula>(expected: "a formula") { text throws(Fault) in
            try FormulaParser.formula(text)
        }
        guard let formula = reader.read(entry.value, diagnostics) else { return nil }
        let known = Self.names(of: inputs)
        for name in formula.names.sorted() where !known.contains(name) {
            diagnostics.error(
                .unknownName(kind: "input", name: name, nearest: NearestName.of(name, among: known), known: known),
                at: entry.value)
        }
        check(price: entry, formula, inputs, diagnostics)
        return MeterForm.Use(price: entry.key, quantity: formula)
    }

    private static func names(of inputs: [MeterForm.Input]) -> [String] {
        inputs.flatMap { input -> [String] in
            guard case .choice(let choices) = input.kind else { return [input.name] }
            let parts = Set(choices.flatMap { $0.numbers.keys.map { "\(input.name).\($0)" } })
            return [input.name] + parts.sorted()
        } + ["hours"]
    }

    private func check(
        price entry: Node.Entry, _ formula: Formula, _ inputs: [MeterForm.Input], _ diagnostics: Diagnostics
    ) {
        // A name that inputs complete is checked with each sheet.
        guard !inputs.contains(where: { entry.key.contains("{\($0.name)}") }) else { return }
        guard let rule = rules[entry.key] else {
            let names = rules.keys.sorted()
            diagnostics.error(
                .unknownName(
                    kind: "price", name: entry.key, nearest: NearestName.of(entry.key, among: names), known: names),
                at: entry.keyPlace, path: entry.value.path)
            return
        }
        for function in formula.functions.sorted(by: { $0.rawValue < $1.rawValue }) where !function.isServed(by: rule) {
            diagnostics.error(
                .custom(
                    what: "`\(function.rawValue)` asks for a billing rule that \(entry.key) does not have",
                    hint: "write `\(function.ruleKey ?? "")` under its `billing`"),
                at: entry.value)
        }
    }
}

extension Formula.Function {
    fileprivate func isServed(by rule: BillingRule) -> Bool {
        switch self {
        case .billed: rule.time != nil
        case .chunks: rule.chunks != nil
        case .sized: rule.size != nil
        case .charged: rule.freePart > 0
        case .up, .min, .max, .if: true
        }
    }
}
