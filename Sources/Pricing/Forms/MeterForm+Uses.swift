// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

extension MeterForm {
    /// What the meter under `keys` uses, in prices of the book; nil after a fault was reported.
    func uses(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        var values: [String: InputValue] = [:]
        for input in inputs {
            let reader = input.kind.reader(of: input.name, words: { words(completing: input.name, context) })
            values[input.name] = input.standard.map { keys.optional(input.name, reader, default: $0) }
                ?? keys.required(input.name, reader)
        }
        let hours = takesHours ? keys.hours(context) : context.hours
        guard values.count == inputs.count else { return nil }
        let numbers = numbers(of: values).merging(["hours": hours]) { given, _ in given }
        let found = uses.map { use in
            let price = name(of: use.price, values)
            let rule = context.book.rule(of: price, provider: provider, region: context.region)
            return PriceUse(price, use.quantity.value(numbers, rule: rule))
        }
        guard !found.contains(where: { $0.quantity.isNaN || $0.quantity < 0 }) else {
            keys.diagnostics.error(
                .custom(what: "these values make no quantity: one is divided by zero, or less than nothing", hint: nil),
                at: keys.node)
            return nil
        }
        // What nothing is used of is not worth a line, but a meter is worth one.
        let used = found.filter { $0.quantity > 0 }
        return used.isEmpty ? Array(found.prefix(1)) : used
    }

    /// The words that complete the name of some price of the book in the place of `{input}`.
    func words(completing input: String, _ context: UsageContext) -> [String] {
        guard let template = uses.map(\.price).first(where: { $0.contains("{\(input)}") }) else { return [] }
        let parts = template.components(separatedBy: "{\(input)}")
        guard parts.count == 2 else { return [] }
        // Other inputs in the name may stand for anything.
        let head = parts[0].components(separatedBy: "{").first ?? "", tail = parts[1]
        let isWhole = head == parts[0]
        return Set(context.priceNames.compactMap { name -> String? in
            guard name.hasPrefix(head), name.hasSuffix(tail) else { return nil }
            let rest = name.dropFirst(head.count).dropLast(tail.count)
            return isWhole ? String(rest) : rest.split(separator: "/").last.map(String.init)
        }).sorted()
    }

    private func name(of template: String, _ values: [String: InputValue]) -> String {
        values.reduce(template) { name, value in name.replacing("{\(value.key)}", with: value.value.text) }
    }

    private func numbers(of values: [String: InputValue]) -> [String: Decimal] {
        var numbers: [String: Decimal] = [:]
        for (name, value) in values {
            switch value {
            case .number(let number): numbers[name] = number
            case .choice(let choice):
                numbers[name] = choice.number
                for (part, number) in choice.numbers { numbers["\(name).\(part)"] = number }
            case .word: break
            }
        }
        return numbers
    }
}

extension MeterForm.Kind {
    /// Reads what a sheet gives for the input `name`; `words` are the choices of a price's name.
    func reader(of name: String, words: () -> [String]) -> ValueReader<InputValue> {
        switch self {
        case .count:
            let count: ValueReader<CountOfUnits> = .quantity
            return count.map { .number($0.value) }
        case .data:
            let data: ValueReader<Gigabytes> = .quantity
            return data.map { .number($0.value) }
        case .time:
            let time: ValueReader<TimeSpan> = .quantity
            return time.map { .number(Decimal($0.nanoseconds) / 1_000_000_000) }
        case .rate:
            let rate: ValueReader<Rate> = .quantity
            return rate.map { .number(Decimal(string: "\($0.perSecond)") ?? 0) }
        case .dataRate: return ValueReader.gigabytesPerHour.map { .number($0.value) }
        case .choice(let choices): return Self.reader(of: name, choices)
        case .price:
            return ValueReader<String>.name(of: name, among: words()).map { .word($0) }
        }
    }

    /// Spaces do not matter: `256 MB` is `256MB`.
    private static func reader(of name: String, _ choices: [MeterForm.Choice]) -> ValueReader<InputValue> {
        ValueReader(expected: "one of \(choices.map(\.word).joined(separator: ", "))") { text throws(Fault) in
            let word = text.filter { !$0.isWhitespace }
            if let choice = choices.first(where: { $0.word == word }) { return .choice(choice) }
            let known = choices.map(\.word)
            throw .unknownName(kind: name, name: text, nearest: NearestName.of(text, among: known), known: known)
        }
    }
}

extension PriceBook {
    /// The billing rule of a price, in any region if not in this one: rules are the same everywhere.
    public func rule(of name: String, provider: CloudProvider, region: String) -> BillingRule {
        if let price = price(for: PriceID(provider: provider, region: region, name: name)) { return price.rule }
        return onDemand.values.first { $0.id.provider == provider && $0.id.name == name }?.rule ?? BillingRule()
    }
}
