// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Study

extension Shape where Value == Estimate {
    static var estimate: Self {
        .record("estimate", "A number with the half-width of its confidence interval.", [
            Field("value", .number) { $0.value },
            Field("half-width", Shape<Double>.number.optional, "null where there is no interval") { $0.halfWidth },
            Field("level", .number, "confidence level of the interval") { $0.level },
        ])
    }

    static var money: Self {
        .record("money", "US dollars with the half-width of the confidence interval.", [
            Field("value", .money, "US dollars") { $0.value },
            Field("half-width", Shape<Double>.money.optional, "US dollars; null where there is no interval") {
                $0.halfWidth
            },
            Field("level", .number, "confidence level of the interval") { $0.level },
        ])
    }
}

extension Shape where Value == ShareEstimate {
    static var share: Self {
        .record("share", "A share of trials, as a fraction of 1, with its confidence interval.", [
            Field("value", Shape<Double>.number.optional, "null when there was no trial") { $0.value },
            Field("lower", Shape<Double>.number.optional) { $0.lower },
            Field("upper", Shape<Double>.number.optional) { $0.upper },
            Field("level", .number) { $0.level },
            Field("method", .word, "where the interval comes from") { $0.method },
            Field("events", .count) { $0.events },
            Field("trials", .count) { $0.trials },
        ])
    }
}

extension Shape where Value == LevelResult {
    static var level: Self {
        .record("level", "A number that changes over time.", [
            Field("mean", .estimate, "weighted by time") { $0.mean },
            Field("peak", .count, "largest value of any replication") { $0.peak },
            Field("share-of-time-at-limit", .number) { $0.shareOfTimeAtLimit },
        ])
    }
}

extension Shape where Value == LatencySummary {
    static var latency: Self {
        .record("latency", "Seconds: of answered requests until the answer came, or as the field that has it says.", [
            Field("count", .count, "how many, weighted") { $0.count },
            Field("mean", Shape<Estimate>.estimate.optional) { $0.mean },
            Field("minimum", Shape<Double>.number.optional) { $0.minimum },
            Field("maximum", Shape<Double>.number.optional) { $0.maximum },
            Field("percentiles", Shape<Percentile>.percentile.list) { $0.percentiles },
            Field("distribution", Shape<DistributionPoint>.point.list, "points of the distribution function") {
                $0.distribution
            },
        ])
    }
}

extension Shape where Value == Percentile {
    static var percentile: Self {
        .record("percentile", "A percentile, or why it is not given.", [
            Field("quantile", .number) { $0.quantile },
            Field("estimate", Shape<Estimate>.estimate.optional, "seconds") { $0.estimate },
            Field("refusal", Shape<String>.text.optional, "why there is none") { $0.refusal?.sentence },
        ])
    }
}

extension Shape where Value == DistributionPoint {
    static var point: Self {
        .record("distribution-point", "This share of the requests took at most so many seconds.", [
            Field("seconds", .number) { $0.seconds },
            Field("share", .number) { $0.share },
        ])
    }
}
