// SPDX-License-Identifier: GPL-3.0-or-later
import Yams

/// Checks depth, aliases and expanded size of a parsed tree without expanding it.
///
/// The parser shares what aliases refer to, so a tree of ten lines can stand for 10¹⁰ values. An anchored node is
/// recognised by its mark and measured once.
struct TreeMeasure {
    struct Excess {
        var fault: Fault
        var mark: Mark?
    }

    private struct Position: Hashable {
        var line: Int
        var column: Int
    }

    private struct Extent {
        /// Values in it, itself included; saturating.
        var values: Int
        /// Levels of collections in it.
        var height: Int
    }

    private let limits: DocumentLimits
    private var anchored: [Position: Extent] = [:]
    private var aliases = 0
    private var excess: Excess?

    init(limits: DocumentLimits) { self.limits = limits }

    /// The first limit that the tree breaks, in the order of the text.
    /// - Complexity: O(size of the text); recursion is bounded by the parser's own limit of 1000 levels.
    mutating func excess(of root: Yams.Node) -> Excess? {
        _ = extent(of: root, depth: 1)
        return excess
    }

    private mutating func extent(of node: Yams.Node, depth: Int) -> Extent {
        guard excess == nil else { return Extent(values: 0, height: 0) }
        let position = node.mark.map { Position(line: $0.line, column: $0.column) }
        if node.anchor != nil, let position, let known = anchored[position] {
            return refer(to: node, known, depth: depth)
        }
        var extent = Extent(values: 1, height: 0)
        switch node {
        case .scalar, .alias: break
        case .sequence(let items):
            guard depth <= limits.depth else { return fail(.tooDeep(limit: limits.depth), node) }
            for item in items { add(item, to: &extent, depth: depth) }
            extent.height += 1
        case .mapping(let pairs):
            guard depth <= limits.depth else { return fail(.tooDeep(limit: limits.depth), node) }
            for (key, value) in pairs {
                add(key, to: &extent, depth: depth)
                add(value, to: &extent, depth: depth)
            }
            extent.height += 1
        }
        if extent.values > limits.values { return fail(.tooManyValues(limit: limits.values), node) }
        if node.anchor != nil, let position { anchored[position] = extent }
        return extent
    }

    private mutating func add(_ child: Yams.Node, to extent: inout Extent, depth: Int) {
        let inner = self.extent(of: child, depth: depth + 1)
        let (sum, overflow) = extent.values.addingReportingOverflow(inner.values)
        extent.values = overflow ? .max : sum
        extent.height = max(extent.height, inner.height)
    }

    private mutating func refer(to node: Yams.Node, _ known: Extent, depth: Int) -> Extent {
        if known.height > 0 { aliases += 1 }
        if aliases > limits.aliases { return fail(.tooManyAliases(limit: limits.aliases), node) }
        if depth - 1 + known.height > limits.depth { return fail(.tooDeep(limit: limits.depth), node) }
        return known
    }

    private mutating func fail(_ fault: Fault, _ node: Yams.Node) -> Extent {
        if excess == nil { excess = Excess(fault: fault, mark: node.mark) }
        return Extent(values: 0, height: 0)
    }
}
