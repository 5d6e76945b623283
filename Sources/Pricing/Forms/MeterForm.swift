// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A meter that a price book defines: what a usage sheet says of a service, and what of each price follows from it.
///
/// ```yaml
/// queues:
///   title: Queues
///   inputs: { messages: count, size: { kind: data, default: 0 GB }, operations: { kind: count, default: 3 } }
///   uses: { queues/operations: messages * operations * chunks(size) }
/// ```
public struct MeterForm: Hashable, Sendable {
    /// What a sheet may write under the meter.
    public struct Input: Hashable, Sendable {
        public let name: String
        public let kind: Kind
        /// The value if the sheet gives none; nil if it must.
        public let standard: InputValue?
    }

    public enum Kind: Hashable, Sendable {
        /// A quantity such as 6M.
        case count
        /// Read in GB.
        case data
        /// Read in seconds.
        case time
        /// Read in events a second.
        case rate
        /// Read in GB an hour.
        case dataRate
        /// One of these words.
        case choice([Choice])
        /// A word that completes the name of a price: `instance` in `ec2/{instance}`.
        case price
    }

    /// A word and what it stands for.
    public struct Choice: Hashable, Sendable {
        public let word: String
        /// Put in place of `{input}` in the names of prices.
        public let text: String
        /// What `input` is worth in formulas, if it is a number.
        public let number: Decimal?
        /// What `input.name` is worth in formulas.
        public let numbers: [String: Decimal]
    }

    /// How much of one price is used.
    public struct Use: Hashable, Sendable {
        /// `functions-flex/on_demand_executions`, or with inputs: `vm-linux-payg/{size}`.
        public let price: String
        public let quantity: Formula
    }

    public let provider: CloudProvider
    /// The word that a sheet writes.
    public let name: String
    public let title: String
    /// In the order of the file.
    public let inputs: [Input]
    /// In the order of the file.
    public let uses: [Use]

    public init(provider: CloudProvider, name: String, title: String, inputs: [Input], uses: [Use]) {
        self.provider = provider
        self.name = name
        self.title = title
        self.inputs = inputs
        self.uses = uses
    }

    /// Whether a sheet may give hours of its own: some formula asks for them.
    var takesHours: Bool {
        !inputs.contains { $0.name == "hours" } && uses.contains { $0.quantity.names.contains("hours") }
    }
}

/// What a sheet gave for an input.
public enum InputValue: Hashable, Sendable {
    case number(Decimal)
    case choice(MeterForm.Choice)
    case word(String)

    /// As a part of a price's name.
    var text: String {
        switch self {
        case .number(let number): "\(number)"
        case .choice(let choice): choice.text
        case .word(let word): word
        }
    }
}
