// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// Where one part of an application goes, from all that a deployment and those it is like say of it.
///
/// Words about the part itself come before words about its group, and within each a deployment's own before those it
/// takes over. Only what is said about the product that is used in the end counts.
struct PlacementLayers {
    var part: String
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
    /// Where parts are bought of which nothing else is said.
    let home: Home
    let reading: Reading

    var root: String { "deployments.\(lineage[0].name)" }

    /// What is said about a part; nil after a report.
    ///
    /// - Parameters:
    ///   - own: What is said of the part itself, the nearest first; nil for what stands under its name.
    ///   - ownPath: The address of that.
    func layers(
        for part: String, role: PartRole, kind: PartKind? = nil, at partPlace: SourcePlace,
        saying own: [Node.Entry]? = nil, path ownPath: String? = nil
    ) -> PlacementLayers? {
        // What a part is, its place depends on; its own mistakes have been told.
        guard !reading.broken.contains(part) else { return nil }
        let individual = own ?? entries(part)
        let group = entries(role.groupKey)
        let all = individual + group
        // What a layer that names no product is about: the product of what stands behind it.
        var contexts = [Product?](repeating: nil, count: all.count)
        var behind: Product?
        for index in all.indices.reversed() {
            if let node = all[index].value["use"] {
                guard let product = product(node) else { return nil }
                behind = product
            }
            contexts[index] = behind
        }
        let given = contexts.compactMap(\.self).first
        if let decisive = all.lazy.compactMap({ $0.value["use"] }).first { reading.noteTaken(decisive) }
        guard let home = home(of: given, in: all) else { return nil }
        guard let product = given ?? reading.catalogue.natural(at: home.provider, for: role, kind) else {
            let choices = reading.catalogue.choices(at: home.provider, for: role, kind).map(\.name)
            reading.report(
                .nothingNatural(
                    provider: home.provider.rawValue, part: "\(kind?.name ?? role.rawValue) '\(part)'", choices: choices),
                at: all.first?.keyPlace ?? partPlace, path: root)
            return nil
        }
        // Defaults of a part that nothing places are set under its own name; handlers without a place share a product.
        let isGrouped = individual.isEmpty && (!group.isEmpty || role == .handler)
        let path = ownPath ?? "\(root).place.\(isGrouped ? role.groupKey : part)"
        let place = all.first?.keyPlace ?? partPlace
        guard product.carries(role, kind) else {
            let choices = reading.catalogue.choices(at: home.provider, for: role, kind).map(\.name)
            reading.report(
                .notAPlaceFor(
                    product: product.name, part: "\(kind?.name ?? role.rawValue) '\(part)'", choices: choices),
                at: place, path: path)
            return nil
        }
        if given == nil {
            reading.note(
                Assumption(
                    path: "\(root).place.\(part).use", value: product.name, origin: .derived,
                    source: "what \(home.provider.rawValue) has for this kind of part: \(kind?.name ?? role.rawValue)",
                    confidence: .assumed,
                    range: nil))
        }
        let kept = zip(all, contexts).filter { $1 == nil || $1?.name == product.name }.map {
            Layer(node: $0.0.value, origin: .file)
        }
        return PlacementLayers(
            part: part, role: role, product: product, provider: product.provider == nil ? nil : home.provider,
            region: product.provider == nil ? nil : home.region, layers: kept, isIndividual: !individual.isEmpty, path: path,
            place: place)
    }

    /// Reports every key of `place` that is neither a group nor a part of the application.
    func checkKeys(_ application: Application) {
        let names = application.names
        let known = PartRole.allCases.map(\.groupKey) + names
        for entry in lineage[0].placements
        where !known.contains(entry.key) && !reading.broken.contains(entry.key) {
            reading.unknown(
                "part", entry.key, known: known, at: entry.keyPlace, path: entry.value.path)
        }
    }

    func entries(_ key: String) -> [Node.Entry] {
        lineage.compactMap { $0.placements.first { $0.key == key } }.map(Self.opened)
    }

    /// `notify: lambda` is short for `notify: { use: lambda }`.
    static func opened(_ entry: Node.Entry) -> Node.Entry {
        guard let text = entry.value.text, !text.isEmpty else { return entry }
        var entry = entry
        entry.value.content = .mapping([Node.Entry(key: "use", keyPlace: entry.value.place, value: entry.value)])
        return entry
    }

    private func product(_ node: Node) -> Product? {
        let field = Field(node: node, origin: .file, path: "\(root).place.use", reading: reading)
        guard let name = field.text(expected: "a product") else { return nil }
        if let product = reading.catalogue.product(named: name) { return product }
        reading.unknown("product", name, known: reading.catalogue.products.map(\.name), at: node)
        return nil
    }

    /// Whom a part is bought from and where: what its own placement says, else its product's only seller, else the
    /// deployment's.
    private func home(of product: Product?, in entries: [Node.Entry]) -> Home? {
        let said = entries.compactMap { $0.value["provider"] }.first
        var home = self.home
        if let said {
            reading.noteTaken(said)
            guard let seller = reading.seller(said) else { return nil }
            if let owner = product?.provider, owner != seller.provider {
                reading.report(
                    .conflict("\(product?.title ?? "") is sold by \(owner.rawValue), not by \(seller.provider.rawValue)"),
                    at: said)
                return nil
            }
            home = Home(seller)
        } else if let owner = product?.provider, owner != home.provider, let seller = reading.catalogue.seller(owner) {
            home = Home(seller)
        }
        guard let node = entries.compactMap({ $0.value["region"] }).first else { return home }
        reading.noteTaken(node)
        guard let region = reading.region(node, of: home.provider) else { return nil }
        return Home(provider: home.provider, region: region)
    }
}

extension PlacementLayers {
    /// The values of the placement, with the product's defaults behind them.
    func fields(_ reading: Reading) -> Fields {
        let fields = Fields(
            layers, defaults: product.profile, path: path, place: place, reading: reading)
        fields.allow(["use", "provider", "region"])
        return fields
    }
}
