// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

/// Gathers what is wrong while reading goes on, so that a user learns of every mistake at once.
///
/// A reference, because the readers of one load share it; locked, so that documents may be read in parallel.
public final class Diagnostics: Sendable {
    private struct State {
        var found: [Diagnostic] = []
        var seen: Set<Diagnostic> = []
        var sources: [SourceFile] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// Makes the text of an input known, for showing its lines and for the order of the files.
    public func add(_ source: SourceFile) {
        state.withLock { state in
            state.sources.removeAll { $0.name == source.name }
            state.sources.append(source)
        }
    }

    public func error(_ fault: Fault, at node: Node) { report(.error, fault, node.place, node.path) }

    public func error(_ fault: Fault, at place: SourcePlace, path: String = "") { report(.error, fault, place, path) }

    public func warning(_ fault: Fault, at node: Node) { report(.warning, fault, node.place, node.path) }

    public func warning(_ fault: Fault, at place: SourcePlace, path: String = "") {
        report(.warning, fault, place, path)
    }

    /// Takes over a finding made elsewhere.
    public func report(_ diagnostic: Diagnostic) {
        report(diagnostic.severity, diagnostic.fault, diagnostic.place, diagnostic.path)
    }

    /// Takes an error back that another one explains; it is not told again either.
    public func withdraw(_ fault: Fault, at place: SourcePlace) {
        state.withLock { $0.found.removeAll { $0.severity == .error && $0.fault == fault && $0.place == place } }
    }

    private func report(_ severity: Diagnostic.Severity, _ fault: Fault, _ place: SourcePlace, _ path: String) {
        state.withLock { state in
            // What several deployments take over from one line is read several times, but is one mistake.
            guard state.seen.insert(Diagnostic(severity, fault, at: place)).inserted else { return }
            state.found.append(Diagnostic(severity, fault, at: place, path: path))
        }
    }

    /// Everything found, by file in the order of loading, then by line and column.
    public var all: [Diagnostic] {
        let (found, sources) = state.withLock { ($0.found, $0.sources) }
        var order: [String: Int] = [:]
        for name in sources.map(\.name) + found.map(\.place.file) where order[name] == nil { order[name] = order.count }
        let keyed = found.enumerated().map { index, item in
            (key: (order[item.place.file] ?? 0, item.place.line, item.place.column, index), item: item)
        }
        return keyed.sorted { $0.key < $1.key }.map(\.item)
    }

    public var sources: [SourceFile] { state.withLock { $0.sources } }

    public var errors: [Diagnostic] { all.filter { $0.severity == .error } }

    public var warnings: [Diagnostic] { all.filter { $0.severity == .warning } }

    public var hasErrors: Bool { state.withLock { $0.found.contains { $0.severity == .error } } }

    /// Throws everything found if any of it is an error.
    public func throwIfErrors() throws(DocumentFailure) {
        guard hasErrors else { return }
        throw DocumentFailure(diagnostics: all, sources: sources)
    }
}
