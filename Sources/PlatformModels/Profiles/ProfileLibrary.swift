// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// All profiles that come with the program.
public struct ProfileLibrary: Sendable {
    public private(set) var coldStarts = ColdStartTable()
    /// Retry sets by name, in the scenario's language.
    public private(set) var retrySets: [String: Node] = [:]
    private var initFactors: [(runtimes: [String], value: ProfileValue)] = []
    /// The roots of the platform files: a provider with its regions and products each.
    public private(set) var platforms: [Node] = []
    private var profiles: [String: Profile] = [:]

    /// The defaults of a product, or of a part of a scenario; none for a name that no file has.
    public subscript(product: String) -> Profile {
        profiles[product] ?? Profile(name: product, date: "", values: [:])
    }

    /// What loading a real application's dependencies makes of a hello-world initialisation of `runtime`.
    public func initFactor(runtime: String) -> ProfileValue? {
        initFactors.first { $0.runtimes.contains(where: runtime.hasPrefix) }?.value
    }

    /// Reads the files beside the program.
    ///
    /// - Throws: Every mistake in them: they are part of the program, but a user may have touched them.
    public static func load() throws(DocumentFailure) -> ProfileLibrary {
        let diagnostics = Diagnostics()
        var library = ProfileLibrary()
        for file in ProfileFile.allCases {
            guard let root = file.root(diagnostics: diagnostics) else { continue }
            library.add(root, of: file, diagnostics: diagnostics)
        }
        library.platforms = platformFiles.compactMap { Document.load($0, diagnostics: diagnostics)?.root }
        try diagnostics.throwIfErrors()
        return library
    }

    /// Whatever lies in their directory, so that a platform needs a file and no code.
    private static var platformFiles: [String] {
        let directory = Bundle.module.url(forResource: "Resources/Platforms", withExtension: nil)
        let names = directory.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { directory?.appendingPathComponent($0).path }
    }

    private mutating func add(_ root: Node, of file: ProfileFile, diagnostics: Diagnostics) {
        let date = root["date"]?.text ?? ""
        switch file {
        case .coldStarts: coldStarts = ColdStartTable(reading: root, diagnostics: diagnostics)
        case .clientRetries:
            for entry in root["sets"]?.entries ?? [] { retrySets[entry.key] = entry.value }
        case .network:
            guard let values = root["values"] else { return }
            profiles[file.rawValue] = Profile(
                name: file.rawValue, date: date, reading: values, diagnostics: diagnostics)
        case .lambda, .fargate, .pool:
            guard let product = root["product"]?.text, let values = root["values"] else { return }
            profiles[product] = Profile(name: file.rawValue, date: date, reading: values, diagnostics: diagnostics)
            for entry in root["init-factors"]?.entries ?? [] {
                let runtimes = (entry.value["runtimes"]?.items ?? []).compactMap(\.text)
                if let value = ProfileValue(reading: entry.value, diagnostics: diagnostics) {
                    initFactors.append((runtimes, value))
                }
            }
        case .doors, .backends, .channels, .scenario:
            for entry in root["products"]?.entries ?? [] {
                profiles[entry.key] = Profile(
                    name: "\(file.rawValue)/\(entry.key)", date: date, reading: entry.value, diagnostics: diagnostics)
            }
        }
    }
}

/// The files of the library, by their names without extension.
enum ProfileFile: String, CaseIterable {
    case lambda = "aws-lambda"
    case fargate = "aws-fargate"
    case pool
    case doors = "aws-doors"
    case backends = "aws-backends"
    case channels = "aws-channels"
    case scenario = "scenario-defaults"
    case coldStarts = "aws-cold-starts"
    case clientRetries = "client-retries"
    case network

    /// The parsed file; nil after a report.
    func root(diagnostics: Diagnostics) -> Node? {
        let name = "\(rawValue).yaml"
        guard let url = Bundle.module.url(forResource: rawValue, withExtension: "yaml", subdirectory: "Resources")
        else {
            diagnostics.error(.fileMissing, at: SourcePlace(wholeFile: name))
            return nil
        }
        return Document.load(url.path, diagnostics: diagnostics)?.root
    }
}
