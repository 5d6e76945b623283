// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import PlatformModels

/// A value given on the command line: `--set place.notify.memory=1 GB`.
public struct Override: Sendable, Hashable {
    /// An address in the file. One that begins with `place.` is set in every deployment.
    public var path: String
    public var value: String

    public init(path: String, value: String) {
        self.path = path
        self.value = value
    }
}

extension Scenario {
    /// Reads a scenario file.
    ///
    /// - Parameters:
    ///   - path: The file; files that it names are looked for beside it.
    ///   - overrides: Values set on the command line, in their order.
    ///   - platforms: Platform files of the user's own.
    /// - Throws: Every mistake in the file and in the overrides, with the warnings.
    public static func load(
        path: String, overrides: [Override] = [], platforms: [String] = []
    ) throws(DocumentFailure) -> Scenario {
        let diagnostics = Diagnostics()
        let document = Document.load(path, diagnostics: diagnostics)
        let directory = PathParts(path).folder
        return try load(
            document, directory: directory, overrides: overrides, platforms: platforms, diagnostics: diagnostics)
    }

    /// Reads a scenario from its text; `name` stands for the file in messages.
    public static func load(
        text: String, name: String = "scenario.yaml", directory: String = "", overrides: [Override] = [],
        platforms: [String] = []
    ) throws(DocumentFailure) -> Scenario {
        let diagnostics = Diagnostics()
        let document = Document.parse(text, name: name, diagnostics: diagnostics)
        return try load(
            document, directory: directory, overrides: overrides, platforms: platforms, diagnostics: diagnostics)
    }

    private static func load(
        _ document: Document?, directory: String, overrides: [Override], platforms: [String], diagnostics: Diagnostics
    ) throws(DocumentFailure) -> Scenario {
        let profiles = try ProfileLibrary.load()
        let own = platforms.compactMap { Document.load($0, diagnostics: diagnostics)?.root }
        let catalogue = try Catalogue.load(profiles, adding: own, diagnostics: diagnostics)
        guard let document else { throw DocumentFailure(diagnostics: diagnostics.all, sources: diagnostics.sources) }
        let root = OverrideApplier(diagnostics: diagnostics).apply(overrides, to: document.root)
        let reading = Reading(diagnostics: diagnostics, profiles: profiles, catalogue: catalogue, directory: directory)
        let scenario = ScenarioReader(root: root, reading: reading).scenario()
        try diagnostics.throwIfErrors()
        guard var scenario else { throw DocumentFailure(diagnostics: diagnostics.all, sources: diagnostics.sources) }
        scenario.distribute(diagnostics.warnings)
        scenario.sources = diagnostics.sources
        return scenario
    }
}
