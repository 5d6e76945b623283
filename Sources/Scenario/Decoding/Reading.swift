// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// What comes out of reading a scenario beside its values: mistakes, warnings and assumptions.
///
/// A reference that the readers of one load share; it never leaves that load.
final class Reading {
    let diagnostics: Diagnostics
    let profiles: ProfileLibrary
    let catalogue: Catalogue
    /// Files that the scenario names are looked for here.
    let directory: String
    /// Parts whose own mistakes have been told: names of them are not unknown.
    private(set) var broken: Set<String> = []
    private(set) var assumptions: [Assumption] = []
    private var positions: [String: Int] = [:]
    /// Addresses of values that some reader has looked at.
    private var taken: Set<String> = []

    init(diagnostics: Diagnostics, profiles: ProfileLibrary, catalogue: Catalogue, directory: String) {
        self.diagnostics = diagnostics
        self.profiles = profiles
        self.catalogue = catalogue
        self.directory = directory
    }

    func report(_ fault: Fault, at node: Node) { diagnostics.error(fault, at: node) }
    func report(_ fault: Fault, at place: SourcePlace, path: String) { diagnostics.error(fault, at: place, path: path) }
    func report(_ fault: ScenarioFault, at node: Node) { diagnostics.error(fault.fault, at: node) }
    func report(_ fault: ScenarioFault, at place: SourcePlace, path: String) {
        diagnostics.error(fault.fault, at: place, path: path)
    }

    /// A name that nothing has, with the nearest that something has.
    func unknown(_ kind: String, _ name: String, known: [String], at node: Node) {
        unknown(kind, name, known: known, at: node.place, path: node.path)
    }

    func unknown(_ kind: String, _ name: String, known: [String], at place: SourcePlace, path: String) {
        let nearest = NearestName.of(name, among: known)
        diagnostics.error(.unknownName(kind: kind, name: name, nearest: nearest, known: known), at: place, path: path)
    }

    /// Whom a node names; nil after a report.
    func seller(_ node: Node) -> Catalogue.Seller? {
        let name = node.text ?? ""
        if let seller = catalogue.seller(Provider(rawValue: name)) { return seller }
        unknown("provider", name, known: catalogue.sellers.map(\.provider.rawValue), at: node)
        return nil
    }

    /// The region of a provider that a node names; nil after a report.
    func region(_ node: Node, of provider: Provider) -> Region? {
        let name = node.text ?? ""
        let known = (catalogue.seller(provider)?.regions ?? []).map(\.region)
        if let region = known.first(where: { $0.rawValue == name }) { return region }
        unknown("region of \(provider.rawValue)", name, known: known.map(\.rawValue), at: node)
        return nil
    }

    func warn(_ text: String, hint: String? = nil, at place: SourcePlace, path: String) {
        diagnostics.warning(.custom(what: text, hint: hint), at: place, path: path)
    }

    func noteTaken(_ node: Node) { taken.insert(node.path) }

    /// Whether anything depends on what stands there.
    func isTaken(_ node: Node) -> Bool { taken.contains(node.path) }

    func noteBroken(_ name: String) { broken.insert(name) }

    /// Lists a value that the forecast stands on; a later one at the same address takes its place.
    func note(_ assumption: Assumption) {
        if let position = positions[assumption.path] {
            assumptions[position] = assumption
        } else {
            positions[assumption.path] = assumptions.count
            assumptions.append(assumption)
        }
    }

    /// The list so far, which starts again empty.
    func takeAssumptions() -> [Assumption] {
        defer {
            assumptions = []
            positions = [:]
        }
        return assumptions
    }

    /// `path` as the scenario means it: relative to its own directory.
    func absolutePath(_ path: String) -> String {
        path.hasPrefix("/") || directory.isEmpty ? path : "\(directory)/\(path)"
    }
}
