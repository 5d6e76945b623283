// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Pricing

/// What FOCUS calls providers and services.
struct FocusVocabulary: Sendable {
    /// How a price is agreed (column PricingCategory).
    enum PricingCategory: String {
        case standard = "Standard"
        case dynamic = "Dynamic"
        case committed = "Committed"
    }

    private let providers: [String: String]
    /// By `provider/service`.
    private let categories: [String: ServiceCategory]
    /// Prices that move with demand, as `provider/service/dimension`.
    private let dynamic: Set<String>

    static func standard() throws -> FocusVocabulary {
        try ExportResource.read("focus.yaml") { FocusVocabulary(&$0) }
    }

    private init(_ keys: inout MappingReader) {
        let diagnostics = keys.diagnostics
        providers = keys.entries("providers").reduce(into: [:]) { names, entry in
            names[entry.key] = ValueReader.text.read(entry.value, diagnostics)
        }
        categories = keys.list("categories").reduce(into: [:]) { categories, node in
            _ = MappingReader.read(node, diagnostics) { keys in
                let category = keys.required("category", .enumeration(ServiceCategory.self, "service category"))
                let services = keys.required("services", .list(of: .text)) ?? []
                for service in services { categories[service] = category }
                return category
            }
        }
        dynamic = Set(keys.optional("dynamic-prices", .list(of: .text)) ?? [])
    }

    /// A provider that nobody listed goes by its own name.
    func name(of provider: CloudProvider) -> String { providers[provider.rawValue] ?? provider.rawValue }

    func category(of id: PriceID) -> ServiceCategory {
        categories["\(id.provider.rawValue)/\(id.service)"] ?? .other
    }

    func pricing(of id: PriceID) -> PricingCategory {
        if id.savingsPlan != nil || id.service == "commitment" { return .committed }
        return dynamic.contains("\(id.provider.rawValue)/\(id.name)") ? .dynamic : .standard
    }
}
