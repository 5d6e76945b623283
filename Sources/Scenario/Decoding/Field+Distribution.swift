// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Sampling

extension Field {
    /// A distribution of quantities of one dimension that cannot be negative; reports what is wrong with it.
    func distribution(_ dimension: Dimension, note: Bool = true) -> Distribution? {
        guard let result = rawDistribution(dimension) else { return nil }
        let faults = result.validate()
        for fault in faults { reading.report(.distribution(fault, dimension), at: node) }
        guard faults.isEmpty else { return nil }
        guard result.isNonNegative else {
            reading.report(.canBeNegative(lowest: result.quantile(0), dimension), at: node)
            return nil
        }
        if note {
            self.note()
            warnOfHeavyTail(result)
        }
        return result
    }

    /// A coefficient of variation whose mean a million draws give to within a fifth at best. Beyond it a simulation says
    /// little of the average, and intervals, which take a variance for granted, promise too much.
    private static let greatestVariation = 100.0

    private func warnOfHeavyTail(_ law: Distribution) {
        let variation = law.coefficientOfVariation
        let hint = "bound it, as in 'max', where nothing can be greater"
        if law.mean == .infinity {
            reading.warn(
                "this distribution has no mean: the longer it is simulated, the more its average grows", hint: hint,
                at: node.place, path: path)
        } else if variation > Self.greatestVariation {
            let times = variation.isFinite ? "\(variation.rounded().formatted) times its mean" : "without bound"
            reading.warn(
                "this distribution varies \(times): intervals of what depends on it are too narrow", hint: hint,
                at: node.place, path: path)
        }
    }

    /// As it is written; nil after a report.
    private func rawDistribution(_ dimension: Dimension) -> Distribution? {
        switch node.content {
        case .scalar: return quantity(dimension, note: false).map { .constant($0) }
        case .sequence: return samples(dimension)
        case .mapping:
            // A number that is not known exactly: its typical value stands for it until studies vary it.
            let isRange = Set(node.keys) == ["low", "typical", "high"]
            return isRange ? quantity(dimension, note: false).map { .constant($0) } : mappedDistribution(dimension)
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
        let factor = fields.take("times")?.read(.number.positive, note: false)
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
        if let field = fields.take("samples") { return field.sampleFile(dimension) }
        if let field = fields.take("mixture") { return field.mixture(dimension) }
        return fields.fitted(dimension)
    }

    /// `{gamma: {shape: 2, scale: 10 ms}}`, `{exponential: 200 ms}` or `{uniform: [1 ms, 3 ms]}`.
    private func short(_ family: DistributionFamily, _ dimension: Dimension) -> Distribution? {
        let pairs: [(key: String, node: Node)]
        switch node.content {
        case .mapping:
            guard let fields = fields() else { return nil }
            defer { fields.finish() }
            return family.build(fields, dimension)
        case .scalar:
            guard let name = family.soleParameter else {
                reading.report(.wrongType(expected: "a mapping of parameters", found: node.type), at: node)
                return nil
            }
            pairs = [(name, node)]
        case .sequence:
            let names = family.listedParameters
            guard names.count == node.items?.count, !names.isEmpty else {
                reading.report(.wrongType(expected: "a mapping of parameters", found: node.type), at: node)
                return nil
            }
            pairs = zip(names, node.items ?? []).map { (key: $0, node: $1) }
        }
        return family.build(Fields(named: pairs, of: self), dimension)
    }

    private func quantileTable(_ dimension: Dimension) -> Distribution? {
        guard let entries = fields()?.entries() else { return nil }
        var points: [QuantilePoint] = []
        for entry in entries {
            let key = Node(.scalar(entry.key, wasQuoted: false), place: entry.keyPlace, path: node.path)
            let probability = child(key, entry.key).share(note: false)
            guard let value = entry.field.quantity(dimension, note: false), let probability else { continue }
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

    /// `samples: file.csv`, or the samples themselves.
    private func sampleFile(_ dimension: Dimension) -> Distribution? {
        if node.items != nil { return samples(dimension) }
        guard let file = text(expected: "a file, or a list of samples") else { return nil }
        return numbers(inFile: file, dimension).map { .samples($0) }
    }
}
