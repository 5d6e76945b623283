// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

extension Document {
    /// The price book under `prices` of a platform file, which says provider, date and regions for both; nil for
    /// anything else.
    public var pricesOfPlatform: Document? {
        guard root["products"] != nil, let prices = root["prices"], var entries = prices.entries else { return nil }
        func inherit(_ key: String, _ node: Node?) {
            guard prices[key] == nil, let node else { return }
            entries.append(Node.Entry(key: key, keyPlace: node.place, value: node))
        }
        inherit("provider", root["provider"])
        inherit("effective", root["date"])
        inherit("regions", root["regions"].map(Self.titles))
        let dollars = Node(.scalar("USD", wasQuoted: false), place: prices.place, path: "\(prices.path).currency")
        inherit("currency", dollars)
        return Document(source: source, root: Node(.mapping(entries), place: prices.place, path: prices.path))
    }

    /// Regions as a price book has them, by their titles.
    private static func titles(_ regions: Node) -> Node {
        let entries = (regions.entries ?? []).map { entry in
            let name = Node(.scalar(entry.key, wasQuoted: false), place: entry.keyPlace, path: entry.value.path)
            return Node.Entry(key: entry.key, keyPlace: entry.keyPlace, value: entry.value["title"] ?? name)
        }
        return Node(.mapping(entries), place: regions.place, path: regions.path)
    }
}
