// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Pricing

/// Where quantities of our price book stand in a usage file of Infracost.
struct InfracostKeys: Sendable {
    enum Form: String, CaseIterable, Sendable {
        case whole, decimal
    }

    struct Key: Sendable {
        let resource: String
        let key: String
        let form: Form
        /// Keys and values that stand beside it.
        let beside: [(key: String, value: String)]
    }

    /// By the name of the price.
    let keys: [String: Key]
    /// Prices whose quantity follows from the Terraform code.
    let derived: Set<String>

    static func standard() throws -> InfracostKeys {
        try ExportResource.read("infracost.yaml") { InfracostKeys(&$0) }
    }

    private init(_ reader: inout MappingReader) {
        let diagnostics = reader.diagnostics
        keys = reader.list("keys").reduce(into: [:]) { keys, node in
            _ = MappingReader.read(node, diagnostics) { reader in
                let price = reader.required("price", .text)
                if let price { keys[price] = Key(&reader) }
                return price
            }
        }
        derived = Set(reader.optional("derived", .list(of: .text)) ?? [])
    }
}

extension InfracostKeys.Key {
    fileprivate init?(_ reader: inout MappingReader) {
        let resource = reader.required("resource", .name)
        let key = reader.required("key", .name)
        let form = reader.required("form", .enumeration(InfracostKeys.Form.self, "form"))
        let beside = reader.entries("beside").compactMap { entry in
            ValueReader.text.read(entry.value, reader.diagnostics).map { (key: entry.key, value: $0) }
        }
        guard let resource, let key, let form else { return nil }
        self.init(resource: resource, key: key, form: form, beside: beside)
    }
}
