// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// What a deployment says of a handler that several products share.
struct SplitMembers {
    /// The members' own words, the first member's first.
    var members: [PlacementLayers]
    var split: HandlerSplit

    /// The further members as handlers that do the same.
    func furtherHandlers(of application: Application) -> [Handler] {
        guard let handler = application.handlers.named(split.handler) else { return [] }
        return split.others.map { name in
            var member = handler
            member.name = name
            return member
        }
    }
}

/// Reads `split` and `overflow` of a handler's placement.
struct SplitReader {
    let places: PlacementReader
    let reading: Reading

    private enum Kind: String, CaseIterable { case split, overflow }

    /// Whether the nearest words on where a handler goes name several products.
    func isSplit(_ handler: String) -> Bool { list(of: handler) != nil }

    /// The members; nil after a report.
    func members(of handler: Handler) -> SplitMembers? {
        guard let list = list(of: handler.name), let fields = list.entry.value.entries else { return nil }
        let path = "\(places.root).place.\(handler.name)"
        for entry in fields where entry.key != list.kind.rawValue {
            reading.report(
                .conflict("'\(entry.key)' stands beside '\(list.kind.rawValue)': say it of a member"),
                at: entry.keyPlace, path: path)
        }
        reading.noteTaken(list.node)
        let field = Field(node: list.node, origin: .file, path: "\(path).\(list.kind.rawValue)", reading: reading)
        guard let items = field.items() else { return nil }
        guard items.count >= 2 else {
            reading.report(.conflict("'\(list.kind.rawValue)' needs at least two products"), at: list.node)
            return nil
        }
        guard let rule = rule(list.kind, items, of: handler.name, path: path) else { return nil }
        // What is said further behind of the same product still counts for a member.
        let behind = places.entries(handler.name).filter { entry in
            Kind.allCases.allSatisfy { entry.value[$0.rawValue] == nil }
        }
        let members = items.compactMap { item in
            places.layers(
                for: handler.name, role: .handler, at: handler.place, saying: [own(item)] + behind, path: item.path)
        }
        guard members.count == items.count else { return nil }
        return named(members, handler, rule)
    }

    private func list(of handler: String) -> (kind: Kind, entry: Node.Entry, node: Node)? {
        for entry in places.entries(handler) {
            for kind in Kind.allCases {
                if let node = entry.value[kind.rawValue] { return (kind, entry, node) }
            }
            if entry.value["use"] != nil { return nil }
        }
        return nil
    }

    /// A member's placement without its share.
    private func own(_ item: Field) -> Node.Entry {
        var node = item.node
        if let entries = node.entries { node.content = .mapping(entries.filter { $0.key != "share" }) }
        return PlacementReader.opened(Node.Entry(key: "", keyPlace: item.node.place, value: node))
    }

    private func rule(_ kind: Kind, _ items: [Field], of handler: String, path: String) -> SplitPlan.Rule? {
        guard kind == .split else {
            let shares = items.compactMap { item in item.node.entries?.first { $0.key == "share" } }
            for share in shares {
                reading.report(
                    .conflict("members of 'overflow' have no share: each takes what it can"), at: share.keyPlace,
                    path: path)
            }
            return shares.isEmpty ? .overflow : nil
        }
        var shares: [Double?] = []
        for item in items {
            guard let node = item.node["share"] else {
                shares.append(nil)
                continue
            }
            guard let share = Field(node: node, origin: .file, path: "\(item.path).share", reading: reading).share()
            else { return nil }
            shares.append(share)
        }
        let given = shares.compactMap(\.self).reduce(0, +), open = shares.count { $0 == nil }
        guard open <= 1, open == 1 ? given <= 1 + 1e-9 : abs(given - 1) < 1e-6 else {
            reading.report(
                .conflict("the shares of a split must sum to 100 %; one of its members may leave its share out"),
                at: items[0].node.place, path: items[0].path)
            return nil
        }
        return .shares(shares.map { $0 ?? max(0, 1 - given) }, stream: "handlers.\(handler).split")
    }

    /// Members are told apart by what they run on.
    private func named(_ members: [PlacementLayers], _ handler: Handler, _ rule: SplitPlan.Rule) -> SplitMembers? {
        var seen: [String: Int] = [:]
        var result: [PlacementLayers] = []
        for var member in members {
            guard [.lambda, .fargate, .pool, .instances].contains(member.product.model) else {
                reading.report(
                    .conflict("\(member.product.title) cannot be a member of a split: functions and services can"),
                    at: member.place, path: member.path)
                return nil
            }
            guard member.provider == members[0].provider, member.region == members[0].region else {
                reading.report(
                    .conflict(
                        "members of a split stand in one region of one provider: to share work among several, let the "
                            + "traffic go to several handlers by shares"),
                    at: member.place, path: member.path)
                return nil
            }
            let name = member.product.name, number = seen[name, default: 0] + 1
            seen[name] = number
            member.part = "\(handler.name) (\(name)\(number > 1 ? " \(number)" : ""))"
            result.append(member)
        }
        let split = HandlerSplit(handler: handler.name, rule: rule, others: result.dropFirst().map(\.part))
        return SplitMembers(members: result, split: split)
    }
}
