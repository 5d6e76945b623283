// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// Arithmetic on a meter's inputs, in decimal: `(active + requests * billed(duration) / concurrency) * memory`.
public indirect enum Formula: Hashable, Sendable {
    case number(Decimal)
    /// An input, `hours`, or `input.name` of a choice.
    case name(String)
    case binary(Operation, Formula, Formula)
    case call(Function, [Formula])

    public enum Operation: Character, Hashable, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
    }

    public enum Function: String, CaseIterable, Hashable, Sendable {
        /// A time in seconds, rounded as the price's rule says.
        case billed
        /// The requests that a size in GB counts as by the price's rule.
        case chunks
        /// A size in GB, rounded as the price's rule says.
        case sized
        /// What of a size in GB is not free by the price's rule.
        case charged
        /// The next whole number.
        case up
        case min
        case max
        /// `if(x, a, b)`: a where x is not zero.
        case `if`

        /// How many values it takes; nil for one or more.
        var arity: Int? {
            switch self {
            case .billed, .chunks, .sized, .charged, .up: 1
            case .min, .max: nil
            case .if: 3
            }
        }

        /// What the rule of a price must have for it, as files name it; nil if it needs no rule.
        var ruleKey: String? {
            switch self {
            case .billed: "increment"
            case .chunks: "chunk"
            case .sized: "size-step"
            case .charged: "free-part"
            case .up, .min, .max, .if: nil
            }
        }
    }

    /// Every name in it.
    public var names: Set<String> {
        switch self {
        case .number: []
        case .name(let name): [name]
        case .binary(_, let left, let right): left.names.union(right.names)
        case .call(_, let values): values.reduce(into: []) { $0.formUnion($1.names) }
        }
    }

    /// Every function in it.
    var functions: Set<Function> {
        switch self {
        case .number, .name: []
        case .binary(_, let left, let right): left.functions.union(right.functions)
        case .call(let function, let values): values.reduce(into: [function]) { $0.formUnion($1.functions) }
        }
    }
}

extension Formula {
    /// Reads what a file writes: `requests * billed(duration) * memory`.
    ///
    /// - Throws: What is wrong with it.
    public init(parsing text: String) throws(Fault) { self = try FormulaParser.formula(text) }

    /// The value; a division by zero, or a name that is missing, gives not-a-number.
    ///
    /// - Parameters:
    ///   - values: What the names are worth.
    ///   - rule: Of the price whose quantity this is.
    public func value(_ values: [String: Decimal], rule: BillingRule) -> Decimal {
        switch self {
        case .number(let number): return number
        case .name(let name): return values[name] ?? .nan
        case .binary(let operation, let left, let right):
            let a = left.value(values, rule: rule), b = right.value(values, rule: rule)
            switch operation {
            case .add: return a + b
            case .subtract: return a - b
            case .multiply: return a * b
            case .divide: return b == 0 ? .nan : a / b
            }
        case .call(let function, let arguments):
            return function.value(of: arguments.map { $0.value(values, rule: rule) }, rule: rule)
        }
    }
}

extension Formula.Function {
    fileprivate func value(of values: [Decimal], rule: BillingRule) -> Decimal {
        guard let first = values.first, !values.contains(where: \.isNaN) else { return .nan }
        switch self {
        case .billed: return rule.billed(seconds: first)
        case .chunks: return rule.count(gigabytes: first)
        case .sized: return rule.billed(gigabytes: first)
        case .charged: return rule.charged(gigabytes: first)
        case .up: return first.rounded(places: MeterReading.decimals).roundedUp
        case .min: return values.min() ?? .nan
        case .max: return values.max() ?? .nan
        case .if: return first != 0 ? values[1] : values[2]
        }
    }
}
