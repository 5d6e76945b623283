// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Sampling

extension Fields {
    /// The lognormal with the statistics that people know: two of a median, a mean, a cv and one percentile.
    ///
    /// The key of a percentile is p and a number above 50: `p95`, `p99`, `p99.9`.
    func fitted(_ dimension: Dimension) -> Distribution? {
        let percentiles = keys.filter { Self.probability($0) != nil }
        let median = take("median")?.quantity(dimension, note: false)
        let mean = take("mean")?.quantity(dimension, note: false)
        let cv = take("cv")?.quantity(.number, note: false)
        var tail: (probability: Double, value: Double)?
        if let key = percentiles.first, let probability = Self.probability(key),
            let value = take(key)?.quantity(dimension, note: false)
        {
            tail = (probability, value)
        }
        let given = ["median", "mean", "cv"].filter(has) + percentiles
        guard given.count == 2 else {
            reading.report(.notADistribution(given: given, keys: keys), at: place, path: path)
            return nil
        }
        do {
            switch (median, mean, cv, tail) {
            case (let median?, nil, nil, let tail?):
                return try .lognormal(median: median, p: tail.probability, value: tail.value)
            case (nil, let mean?, let cv?, nil): return try .lognormal(mean: mean, cv: cv)
            case (nil, let mean?, nil, let tail?):
                return try .lognormal(mean: mean, p: tail.probability, value: tail.value)
            case (let median?, let mean?, nil, nil): return try .lognormal(median: median, mean: mean)
            case (let median?, nil, let cv?, nil):
                // For a lognormal, mean = median × √(1 + cv²).
                return try .lognormal(mean: median * (1 + cv * cv).squareRoot(), cv: cv)
            default:
                // A statistic that could not be read has been reported already; two percentiles have not.
                if percentiles.count == 2 || tail != nil {
                    reading.report(.notADistribution(given: given, keys: keys), at: place, path: path)
                }
                return nil
            }
        } catch {
            reading.report(.fit(error, dimension), at: place, path: path)
            return nil
        }
    }

    /// 0.99 for `p99`.
    static func probability(_ key: String) -> Double? {
        guard key.first == "p", let percent = Double(key.dropFirst()), percent > 0, percent < 100 else { return nil }
        return percent / 100
    }
}
