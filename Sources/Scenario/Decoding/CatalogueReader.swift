// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Pricing

extension Catalogue {
    /// The products of the program and those of all platform files.
    ///
    /// - Throws: Every mistake in the files: some are part of the program, some a user's own.
    static func load(
        _ profiles: ProfileLibrary, adding own: [Node] = [], diagnostics: Diagnostics = Diagnostics()
    ) throws(DocumentFailure) -> Catalogue {
        var catalogue = Catalogue()
        for model in ProductModel.allCases where !model.roles.isEmpty && !model.isForPlatformFiles {
            catalogue.products.append(Product(model, profile: profiles[model.rawValue]))
        }
        for root in profiles.platforms + own {
            CatalogueReader(diagnostics: diagnostics).add(root, to: &catalogue)
        }
        try diagnostics.throwIfErrors()
        return catalogue
    }
}

extension Catalogue {
    /// The products of the program and those of a user's own platform files.
    ///
    /// - Throws: Every mistake in the files.
    public static func load(platforms: [String] = []) throws(DocumentFailure) -> Catalogue {
        let diagnostics = Diagnostics()
        let own = platforms.compactMap { Document.load($0, diagnostics: diagnostics)?.root }
        return try load(ProfileLibrary.load(), adding: own, diagnostics: diagnostics)
    }
}

/// Reads a platform file: a provider, its regions and its products.
private struct CatalogueReader {
    let diagnostics: Diagnostics

    func add(_ root: Node, to catalogue: inout Catalogue) {
        guard let name = root["provider"]?.text else {
            diagnostics.error(.missingKey(name: "provider"), at: root)
            return
        }
        checkKeys(root, ["provider", "title", "date", "regions", "transfer", "products", "prices"])
        checkMappings(root, ["regions", "products", "prices"])
        let provider = name == "none" ? nil : Provider(rawValue: name)
        if let provider { addSeller(provider, root, to: &catalogue) }
        let date = root["date"]?.text ?? ""
        for entry in root["products"]?.entries ?? [] {
            if catalogue.product(named: entry.key) != nil {
                diagnostics.error(
                    .custom(what: "there is a product '\(entry.key)' already", hint: nil), at: entry.keyPlace)
            }
            guard let product = product(entry, of: provider, date: date) else { continue }
            checkNatural(product, entry, in: catalogue)
            catalogue.products.append(product)
        }
    }

    /// A file of one's own may add products, and regions, to a provider that is known already.
    private func addSeller(_ provider: Provider, _ root: Node, to catalogue: inout Catalogue) {
        let regions = (root["regions"]?.entries ?? []).map {
            Catalogue.SellingRegion(region: Region(rawValue: $0.key), area: $0.value["area"]?.text ?? "")
        }
        if let index = catalogue.sellers.firstIndex(where: { $0.provider == provider }) {
            let known = catalogue.sellers[index].regions.map(\.region)
            catalogue.sellers[index].regions += regions.filter { !known.contains($0.region) }
            return
        }
        if regions.isEmpty { diagnostics.error(.missingKey(name: "regions"), at: root) }
        let title = root["title"]?.text ?? provider.rawValue
        catalogue.sellers.append(
            Catalogue.Seller(
                provider: provider, title: title, regions: regions, transfer: transfer(root["transfer"])))
    }

    /// A part that nothing places must have one place and no other.
    private func checkNatural(_ product: Product, _ entry: Node.Entry, in catalogue: Catalogue) {
        let place = entry.value["natural"]?.place ?? entry.keyPlace
        for type in product.natural.sorted(by: { $0.rawValue < $1.rawValue }) {
            if !product.runs.contains(type) {
                diagnostics.error(
                    .custom(what: "'\(entry.key)' is natural for \(type.rawValue), which it does not run", hint: nil),
                    at: place)
            }
            let other = catalogue.products.first { $0.provider == product.provider && $0.natural.contains(type) }
            if let other {
                diagnostics.error(
                    .custom(what: "'\(other.name)' is natural for \(type.rawValue) already", hint: nil), at: place)
            }
        }
    }

    private func product(_ entry: Node.Entry, of provider: Provider?, date: String) -> Product? {
        let node = entry.value
        checkKeys(node, ["title", "model", "runs", "natural", "cors", "response-cache", "values", "bill", "shared"])
        checkMappings(node, ["values", "bill"])
        if let shared = node["shared"], shared.items == nil {
            diagnostics.error(.wrongType(expected: "a list", found: shared.type), at: shared)
        }
        guard let model = word(node["model"], "model", in: node, ProductModel.platformModels),
              let runs = types(node["runs"]) else { return nil }
        let natural = types(node["natural"]) ?? []
        let name = "\(provider?.rawValue ?? "platform")/\(entry.key)"
        let values = node["values"]?.keys ?? []
        return Product(
            name: entry.key, title: node["title"]?.text ?? entry.key, provider: provider, model: model, runs: runs,
            natural: natural, answersPreflights: node["cors"]?.text == "true",
            hasResponseCache: node["response-cache"]?.text == "true",
            profile: node["values"].map { Profile(name: name, date: date, reading: $0, diagnostics: diagnostics) }
                ?? Profile(name: name, date: date, values: [:]),
            bill: bill(of: node, values: values))
    }

    private func bill(of node: Node, values: [String]) -> [BillingTerm] {
        var terms = (node["bill"]?.entries ?? []).compactMap { term($0, values) }
        for item in node["shared"]?.items ?? [] {
            if let index = terms.firstIndex(where: { $0.price == item.text }) {
                terms[index].isShared = true
            } else {
                unknown("price of the bill", item.text ?? "", terms.map(\.price), at: item)
            }
        }
        return terms
    }

    private func word(
        _ node: Node?, _ key: String, in parent: Node, _ choices: [ProductModel]
    ) -> ProductModel? {
        guard let node, let text = node.text else {
            diagnostics.error(.missingKey(name: key), at: parent)
            return nil
        }
        if let model = choices.first(where: { $0.rawValue == text }) { return model }
        unknown(key, text, choices.map(\.rawValue), at: node)
        return nil
    }

    private func types(_ node: Node?) -> Set<PartType>? {
        guard let node else { return nil }
        let texts = node.items ?? [node]
        let types = texts.map { item -> PartType? in
            let text = item.text ?? ""
            if let type = PartType(rawValue: text) { return type }
            unknown("part", text, PartType.known, at: item)
            return nil
        }
        return types.contains(nil) ? nil : Set(types.compactMap(\.self))
    }

    /// `{ internet: service/dimension, regions: none }`; what is not said is unknown, and not free.
    private func transfer(_ node: Node?) -> TransferPrices {
        guard let node else { return TransferPrices() }
        checkKeys(node, ["internet", "regions"])
        func price(_ key: String) -> TransferPrice {
            guard let text = node[key]?.text else { return .unknown }
            return text == "none" ? .free : .price(text)
        }
        return TransferPrices(internet: price("internet"), regions: price("regions"))
    }

    /// - Parameter values: Names that the product has values for. A formula with another would bill nothing.
    private func term(_ entry: Node.Entry, _ values: [String]) -> BillingTerm? {
        guard let text = entry.value.text else {
            diagnostics.error(.wrongType(expected: "a formula", found: entry.value.type), at: entry.value)
            return nil
        }
        do throws(Fault) {
            let term = BillingTerm(price: entry.key, quantity: try Formula(parsing: text))
            let known = BilledQuantity.known.union(values).union(["storage", "log-bytes", "log-months"]).sorted()
            for name in term.quantity.names.sorted() where !known.contains(name) {
                unknown("quantity", name, known, at: entry.value)
            }
            for name in term.wordsInPrice where !values.contains(name) {
                unknown("value", name, values, at: entry.value)
            }
            return term
        } catch {
            diagnostics.error(error, at: entry.value)
            return nil
        }
    }

    private func checkKeys(_ node: Node, _ known: [String]) {
        for entry in node.entries ?? [] where !known.contains(entry.key) {
            let nearest = NearestName.of(entry.key, among: known)
            diagnostics.error(.unknownKey(name: entry.key, nearest: nearest, allowed: known), at: entry.keyPlace)
        }
    }

    private func checkMappings(_ node: Node, _ keys: [String]) {
        for value in keys.compactMap({ node[$0] }) where value.entries == nil {
            diagnostics.error(.wrongType(expected: "a mapping", found: value.type), at: value)
        }
    }

    private func unknown(_ kind: String, _ name: String, _ known: [String], at node: Node) {
        let nearest = NearestName.of(name, among: known)
        diagnostics.error(.unknownName(kind: kind, name: name, nearest: nearest, known: known), at: node)
    }
}

extension ProductModel {
    /// Those that only products of platform files are of.
    static let platformModels: [ProductModel] = [.instances, .gateway, .store, .mailbox, .log, .push, .machine]

    fileprivate var isForPlatformFiles: Bool { Self.platformModels.contains(self) }
}
