// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Sampling

extension Field {
    /// A distribution of quantities of one dimension that cannot be negative; reports what is wrong with it.
    func distribution(_ dimension: Dimension, note: Bool = true) -> Distribution? {
        guard let result = rawDistribution(dimension) else { return nil }
        let faults = result.validate()
        for fault in faults { reading.report(node.place, .distribution(fault)) }
        guard faults.isEmpty else { return nil }
        guard result.isNonNegative else {
            reading.report(node.place, .canBeNegative(lowest: result.quantile(0)))
            return nil
        }
        if note { self.note() }
        return result
    }

    /// As it is written; nil after a report.
    private func rawDistribution(_ dimension: Dimension) -> Distribution? {
        let (field, _) = typical()
        switch field.node.shape {
        case .scalar: return field.quantity(dimension, note: false).map { .constant($0) }
        case .sequence: return field.samples(dimension)
        case .mapping: return field.mappedDistribution(dimension)
        }
    }

    private func samples(_ dimension: Dimension) -> Distribution? {
        guard let items = items() else { return nil }
        let values = items.compactMap { $0.quantity(dimension, note: false) }
        return values.count == items.count ? .samples(values) : nil
    }

    private func mappedDistribution(_ dimension: Dimension) -> Distribution? {
        guard let fields = fields() else { return nil }
        // Modifiers apply in this order, whatever their order in the file: cut off, stretch, shift.
        let minimum = fields.take("min")?.quantity(dimension, note: false)
        let maximum = fields.take("max")?.quantity(dimension, note: false)
        let factor = fields.take("times")?.quantity(.number, note: false)
        let offset = fields.take("plus")?.quantity(dimension, note: false)
        guard var result = base(fields, dimension) else { return nil }
        fields.finish()
        if minimum != nil || maximum != nil {
            result = .truncated(result, low: minimum ?? -.infinity, high: maximum ?? .infinity)
        }
        if let factor { result = result.scaled(by: factor) }
        if let offset { result = .shifted(result, by: offset) }
        return result
    }

    private func base(_ fields: Fields, _ dimension: Dimension) -> Distribution? {
        if let name = fields.take("distribution") {
            guard let family = name.word(DistributionFamily.self, note: false) else { return nil }
            return family.build(fields, dimension)
        }
        if let key = fields.first(of: DistributionFamily.allCases.map(\.rawValue)),
            let family = DistributionFamily(rawValue: key), let field = fields.take(key) {
            return field.short(family, dimension)
        }
        if let field = fields.take("quantiles") { return field.quantileTable(dimension) }
        if let field = fields.take("samples") { return field.sampleFile(fields, dimension) }
        if let field = fields.take("mixture") { return field.mixture(dimension) }
        return fields.fitted(dimension)
    }

    /// `{gamma: {shape: 2, scale: 10 ms}}`, `{exponential: 200 ms}` or `{uniform: [1 ms, 3 ms]}`.
    private func short(_ family: DistributionFamily, _ dimension: Dimension) -> Distribution? {
        let names: [String]
        let nodes: [Node]
        switch node.shape {
        case .mapping:
            guard let fields = fields() else { return nil }
            defer { fields.finish() }
            return family.build(fields, dimension)
        case .scalar:
            guard let name = family.soleParameter else {
                reading.report(node.place, .wrongType(expected: "a mapping of parameters", found: node.typeName))
                return nil
            }
            (names, nodes) = ([name], [node])
        case .sequence:
            names = family.listedParameters
            nodes = node.items ?? []
            guard names.count == nodes.count, !names.isEmpty else {
                reading.report(node.place, .wrongType(expected: "a mapping of parameters", found: node.typeName))
                return nil
            }
        }
        let fields = Fields(named: zip(names, nodes), of: self)
        return family.build(fields, dimension)
    }

    private func quantileTable(_ dimension: Dimension) -> Distribution? {
        guard let entries = fields()?.entries() else { return nil }
        var points: [QuantilePoint] = []
        for entry in entries {
            guard let probability = entry.keyShare(), let value = entry.field.quantity(dimension, note: false) else { continue }
            points.append(QuantilePoint(probability: probability, value: value))
        }
        return points.count == entries.count ? .quantiles(points.sorted { $0.probability < $1.probability }) : nil
    }

    private func mixture(_ dimension: Dimension) -> Distribution? {
        guard let items = items() else { return nil }
        var parts: [WeightedDistribution] = []
        for item in items {
            guard let fields = item.fields() else { continue }
            let share = fields.require("share")?.share(note: false)
            let part = fields.require("of")?.distribution(dimension, note: false)
            fields.finish()
            if let share, let part { parts.append(WeightedDistribution(weight: share, part)) }
        }
        return parts.count == items.count ? .mixture(parts) : nil
    }
}
