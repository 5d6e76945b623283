// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether the observed part of a steady-state run still shows the empty beginning: MSER-5.
///
/// The truncation point is where the mean of what remains has the smallest estimated standard error, over means of
/// five buckets (White, Cobb and Spratt, "A comparison of five steady-state truncation heuristics for simulation", WSC
/// 2000). Noise alone puts it somewhere near the beginning too; it counts only when it lies beyond a tenth of the run
/// and what it cuts off differs from the rest by 5 %, and by four standard errors.
enum WarmUpCheck {
    private static let batch = 5
    /// With fewer batches there is nothing to compare.
    private static let fewestBatches = 10

    /// Buckets at the start of `course` that MSER-5 would leave out; nil when the course is too short to tell.
    static func truncation(of course: [Double]) -> Int? {
        let means = batchMeans(course)
        guard means.count >= fewestBatches else { return nil }
        var best = (cut: 0, value: Double.infinity)
        // A point in the second half would say that there is no steady state in sight.
        for cut in 0...(means.count / 2) {
            let rest = means[cut...]
            let value = squares(rest) / Double(rest.count * rest.count)
            if value < best.value { best = (cut, value) }
        }
        return best.cut * batch
    }

    /// The same, or nil where what would be left out is no different from the rest.
    static func transient(in course: [Double]) -> Int? {
        guard let buckets = truncation(of: course) else { return nil }
        let means = batchMeans(course), cut = buckets / batch
        guard cut > 0, 10 * cut > means.count else { return nil }
        let early = mean(means[..<cut]), late = mean(means[cut...])
        let rest = Double(means.count - cut)
        let error = (squares(means[cut...]) / max(rest - 1, 1) * (1 / Double(cut) + 1 / rest)).squareRoot()
        return abs(early - late) > max(0.05 * abs(late), 4 * error) ? buckets : nil
    }

    private static func batchMeans(_ course: [Double]) -> [Double] {
        (0..<(course.count / batch)).map { mean(course[($0 * batch)..<(($0 + 1) * batch)]) }
    }

    private static func mean(_ values: ArraySlice<Double>) -> Double {
        values.reduce(0, +) / Double(max(values.count, 1))
    }

    /// Sum of squared deviations from their mean.
    private static func squares(_ values: ArraySlice<Double>) -> Double {
        let mean = mean(values)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
}

extension DeploymentResult {
    /// A sentence about what was still settling after the warm-up, longest first; nil when nothing was.
    ///
    /// The courses are means over the replications, so that chance is small in them.
    func warmUpWarning(after warmUp: Double) -> String? {
        let settling = charts.compactMap { series -> (name: String, seconds: Double)? in
            guard let course = series.segments.first?.means, let buckets = WarmUpCheck.transient(in: course) else {
                return nil
            }
            return ("\(series.quantity.rawValue) of \(series.subject)", Double(buckets) * series.bucketWidth)
        }
        guard let longest = settling.max(by: { $0.seconds < $1.seconds }) else { return nil }
        return "\(name): the warm-up of \(Wording.significant(warmUp, 3)) s is too short: \(longest.name) settles "
            + "\(Wording.significant(longest.seconds, 3)) s after it (MSER-5)."
    }
}
