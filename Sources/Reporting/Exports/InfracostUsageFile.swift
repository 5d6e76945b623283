// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Study

/// What a month uses of AWS, as a usage file of Infracost: totals of the month by resource.
struct InfracostUsageFile {
    private struct Value {
        let key: String

        /// What is less than one is one: a use is never written as none.
        var text: String { isWhole ? "\(amount > 0 && amount < 1 ? 1 : amount.toPlaces(0))" : "\(amount.toPlaces(6))" }
        let isWhole: Bool
        var amount: Decimal
    }

    private let title: String
    /// By `type.name`, the address of a resource.
    private var resources: [String: [Value]] = [:]
    private(set) var notes: [String] = []

    init(_ deployment: StoredRun.Deployment, of scenario: String, keys: InfracostKeys) {
        title = "\(Self.oneLine(scenario)), deployment \(deployment.name)"
        for meter in deployment.record.meters {
            if meter.price.provider == .aws, let key = keys.keys[meter.price.name] {
                add(meter.mean, key, part: meter.part)
            } else if meter.price.provider != .aws || !keys.derived.contains(meter.price.name) {
                let price = meter.price.onDemand
                notes.append("\(price) of \(meter.part) is left out: it has no key in a usage file")
            }
        }
        notes += deployment.record.unnamed.map { "\($0.service): \($0.title) of \($0.part) is left out: \($0.note)" }
        for (name, seconds) in deployment.billedDurations {
            let address = Self.address("aws_lambda_function", name)
            guard resources[address] != nil else { continue }
            resources[address]?.append(
                Value(key: "request_duration_ms", isWhole: false, amount: Decimal(seconds * 1000)))
        }
    }

    var text: String {
        var lines = [
            "# \(title): a simulated month, means over its replications.",
            "# Durations are billed ones. Names are those of the parts: give them the addresses of your Terraform.",
            "version: 0.1",
            resources.isEmpty ? "resource_usage: {}" : "resource_usage:",
        ]
        for (address, values) in resources.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(address):")
            lines += values.map { "    \($0.key): \($0.text)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func add(_ quantity: Decimal, _ key: InfracostKeys.Key, part: String) {
        let address = Self.address(key.resource, part)
        var values = resources[address] ?? []
        if let index = values.firstIndex(where: { $0.key == key.key }) {
            values[index].amount += quantity
        } else {
            values.append(Value(key: key.key, isWhole: key.form == .whole, amount: quantity))
        }
        for (name, value) in key.beside where !values.contains(where: { $0.key == name }) {
            values.append(Value(key: name, isWhole: true, amount: Decimal(string: value) ?? 0))
        }
        resources[address] = values
    }

    /// Terraform's names have letters, digits, hyphens and underscores, and begin with no digit.
    private static func address(_ type: String, _ part: String) -> String {
        let name = String(part.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" })
        return "\(type)." + (name.first?.isNumber == true ? "_" : "") + name
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
