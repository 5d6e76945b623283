// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// Where one part of an application goes, from all that a deployment and those it is like say of it.
///
/// Words about the part itself come before words about its group, and within each a deployment's own before those it
/// takes over. Only what is said about the product that is used in the end counts.
struct PlacementLayers {
    let part: String
    let role: PartRole
    let product: Product
    let provider: Provider?
    let region: Region?
    /// The mappings that count, the most specific first.
    let layers: [Layer]
    /// Whether anything is said about this part itself.
    let isIndividual: Bool
    /// The address of its values.
    let path: String
    let place: SourcePlace
}

/// Reads the placements of one deployment.
struct PlacementReader {
    let lineage: [DeploymentSyntax]
    let provider: Provider
    let region: Region
    let reading: Reading

    var root: String { "deployments.\(lineage[0].name)" }

    /// What is said about a part; nil after a report.
    func layers(for part: String, role: PartRole, kind: PartKind? = nil, at partPlace: SourcePlace)
        -> PlacementLayers?
    {
        let individual = entries(part)
        let group = entries(role.groupKey)
        let all = individual + group
        // What a layer that names no product is about: the product of what stands behind it.
        var contexts = [Product?](repeating: nil, count: all.count)
        var behind: Product?
        for index in all.indices.reversed() {
            if let field = use(of: all[index].value) {
                guard let product = field.word(Product.self, "product", note: false) else { return nil }
                behind = product
            }
            contexts[index] = behind
        }
        let provider = choice("provider", Provider.self, in: all) ?? provider
        let region = choice("region", Region.self, in: all) ?? region
        let given = contexts.compactMap(\.self).first
        let product = given ?? provider.naturalProduct(for: role, kind: kind)
        // Defaults of a part that nothing places are set under its own name; handlers without a place share a product.
        let isGrouped = individual.isEmpty && (!group.isEmpty || role == .handler)
        let path = "\(root).place.\(isGrouped ? role.groupKey : part)"
        let place = all.first?.keyPlace ?? partPlace
        guard product.carries(role, kind) else {
            let choices = Product.allCases.filter { $0.carries(role, kind) }
            reading.report(
                .notAPlaceFor(
                    product: product.rawValue, part: "\(kind?.name ?? role.rawValue) '\(part)'",
                    choices: choices.map(\.rawValue)),
                at: place, path: path)
            return nil
        }
        if given == nil {
            reading.note(
                Assumption(
                    path: "\(root).place.\(part).use", value: product.rawValue, origin: .derived,
                    source: "what \(provider.rawValue) has for this kind of part: \(kind?.name ?? role.rawValue)",
                    confidence: .assumed,
                    range: nil))
        }
        let kept = zip(all, contexts).filter { $1 == nil || $1 == product }.map {
            Layer(node: $0.0.value, origin: .file)
        }
        return PlacementLayers(
            part: part, role: role, product: product, provider: product.needsNoProvider ? nil : provider,
            region: product.needsNoProvider ? nil : region, layers: kept, isIndividual: !individual.isEmpty, path: path,
            place: place)
    }

    /// Reports every key of `place` that is neither a group nor a part of the application.
    func checkKeys(_ application: Application) {
        let names = application.names
        let known = PartRole.allCases.map(\.groupKey) + names
        for entry in lineage[0].placements where !known.contains(entry.key) {
            reading.unknown(
                "part", entry.key, known: known, at: entry.keyPlace, path: entry.value.path)
        }
    }

    private func entries(_ key: String) -> [Node.Entry] {
        lineage.compactMap { $0.placements.first { $0.key == key } }.map { entry in
            // `notify: lambda` is short for `notify: { use: lambda }`.
            guard let text = entry.value.text, !text.isEmpty else { return entry }
            var entry = entry
            entry.value.content = .mapping([Node.Entry(key: "use", keyPlace: entry.value.place, value: entry.value)])
            return entry
        }
    }

    private func use(of node: Node) -> Field? {
        node["use"].map { Field(node: $0, origin: .file, path: "\(root).place.use", reading: reading) }
    }

    private func choice<Value: CaseIterable & RawRepresentable & Sendable>(
        _ key: String, _ type: Value.Type, in entries: [Node.Entry]
    ) -> Value? where Value.RawValue == String {
        guard let node = entries.compactMap({ $0.value[key] }).first else { return nil }
        return Field(node: node, origin: .file, path: "\(root).place.\(key)", reading: reading).word(
            type, key, note: false)
    }
}

extension PlacementLayers {
    /// The values of the placement, with the product's defaults behind them.
    func fields(_ reading: Reading) -> Fields {
        let fields = Fields(
            layers, defaults: reading.profiles[product.rawValue], path: path, place: place, reading: reading)
        fields.allow(["use", "provider", "region"])
        return fields
    }
}
