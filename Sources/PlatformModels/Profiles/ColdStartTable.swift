// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Sampling

/// Measured cold starts of hello-world functions, by runtime, package and architecture.
public struct ColdStartTable: Sendable {
    /// What was measured, in words.
    public var source: String
    private var rows: [Key: ColdStart]

    private struct Key: Hashable, Sendable {
        var runtime: String
        var package: String
        var architecture: String
    }

    /// The runtimes that were measured, in alphabetical order.
    public var runtimes: [String] { Set(rows.keys.map(\.runtime)).sorted() }

    public subscript(runtime: String, package package: String, architecture architecture: String) -> ColdStart? {
        rows[Key(runtime: runtime, package: package, architecture: architecture)]
    }
}

/// The cold start of one runtime.
public struct ColdStart: Sendable, Hashable {
    /// Initialisation (seconds), which does not depend on memory: medians at 128 to 1,024 MB differ by 1.2 %.
    public var initialisation: Distribution
    /// Mean duration of an environment's first call (seconds) at a memory size (megabytes), ascending in memory.
    public var firstCalls: [FirstCall]

    public struct FirstCall: Sendable, Hashable {
        public var memory: Double
        public var seconds: Double
    }

    /// CPU time of the first call (seconds on one core) at `memory` megabytes.
    ///
    /// A first call takes about 1 / memory, so its CPU time = duration × memory / 1,769 (the megabytes of one core) is
    /// nearly the same at all sizes; between the sizes that were measured it is interpolated, outside it is held.
    public func firstCallCPU(memory: Double) -> Double {
        let points = firstCalls.map { (memory: $0.memory, cpu: $0.seconds * $0.memory / 1_769) }
        guard let first = points.first, let last = points.last else { return 0 }
        if memory <= first.memory { return first.cpu }
        for (low, high) in zip(points, points.dropFirst()) where memory <= high.memory {
            return low.cpu + (high.cpu - low.cpu) * (memory - low.memory) / (high.memory - low.memory)
        }
        return last.cpu
    }
}

extension ColdStartTable {
    init() {
        source = ""
        rows = [:]
    }

    /// Reads `probabilities`, `memories` and `rows`; rows of another length than those are reported and left out.
    init(reading node: Node, diagnostics: Diagnostics) {
        source = node["source"]?.text ?? ""
        rows = [:]
        let probabilities = Self.numbers(node["probabilities"], dropping: "%").map { $0 / 100 }
        let memories = Self.numbers(node["memories"], dropping: " MB")
        for entry in node["rows"]?.entries ?? [] {
            let parts = entry.key.split(separator: "/").map(String.init)
            let quantiles = Self.numbers(entry.value["init"])
            let calls = Self.numbers(entry.value["first-call"])
            guard parts.count == 3, quantiles.count == probabilities.count, calls.count == memories.count else {
                diagnostics.error(
                    .custom(
                        what: "expected runtime/package/architecture with as many numbers as the columns", hint: nil),
                    at: entry.value)
                continue
            }
            let points = zip(probabilities, quantiles).map { QuantilePoint(probability: $0, value: $1 / 1_000) }
            rows[Key(runtime: parts[0], package: parts[1], architecture: parts[2])] = ColdStart(
                initialisation: .quantiles(points),
                firstCalls: zip(memories, calls).map { .init(memory: $0, seconds: $1 / 1_000) })
        }
    }

    private static func numbers(_ node: Node?, dropping unit: String = "") -> [Double] {
        (node?.items ?? []).compactMap { item in
            item.text.flatMap { Double($0.hasSuffix(unit) ? String($0.dropLast(unit.count)) : $0) }
        }
    }
}
