// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Sampling
import Workload

extension DistributionFault {
    /// - Parameter dimension: Of what is drawn.
    func sentence(in dimension: Dimension) -> String {
        let text = dimension.text
        switch self {
        case .notFinite(let name, _): return "\(name.rawValue) must be finite"
        case .negative(let name, let value):
            return "\(name.rawValue) must not be negative, as \(name.text(value, in: dimension)) is"
        case .notPositive(let name, let value):
            return "\(name.rawValue) must be above 0, not \(name.text(value, in: dimension))"
        case .boundsNotAscending(let low, let high):
            return "the lower bound \(text(low)) must be below the upper bound \(text(high))"
        case .modeOutsideBounds(let mode, let low, let high):
            return "the mode \(text(mode)) must lie between \(text(low)) and \(text(high))"
        case .weightsDoNotSumToOne(let sum):
            return "shares must sum to 100 %, these sum to \(Dimension.number.text(sum * 100)) %"
        case .weightsAndMeansDiffer(let weights, let means):
            return "there must be as many weights as means, not \(weights) and \(means)"
        case .empty: return "it must not be empty"
        case .quantilesNotAscending(let index): return "quantiles must ascend: number \(index + 1) does not"
        case .quantilesDoNotCover(let from, let to):
            let reach = [from, to].map { "\(Dimension.number.text($0 * 100))%" }
            return "quantiles must reach from 0% to 100%, not from \(reach[0]) to \(reach[1])"
        case .nothingBetween(let low, .infinity): return "no value is above \(text(low))"
        case .nothingBetween(-.infinity, let high): return "no value is below \(text(high))"
        case .nothingBetween(let low, let high): return "no value lies between \(text(low)) and \(text(high))"
        }
    }
}

extension DistributionParameter {
    /// Those that scale with what is drawn have its unit.
    fileprivate func text(_ value: Double, in dimension: Dimension) -> String {
        switch self {
        case .value, .median, .percentile, .low, .high, .mode, .mean, .deviation, .scale, .location, .minimum, .offset,
             .sample:
            dimension.text(value)
        case .cv, .mu, .sigma, .shape, .a, .b, .stages, .degrees, .numerator, .denominator, .weight, .factor,
             .probability:
            Dimension.number.text(value)
        }
    }
}

extension FitFault {
    /// - Parameter dimension: Of what is drawn.
    func sentence(in dimension: Dimension) -> String {
        let text = dimension.text, plain = Dimension.number.text
        switch self {
        case .notPositive(let name, let value):
            return "\(name.rawValue) must be above 0, not \(name.text(value, in: dimension))"
        case .probabilityOutOfRange(let p):
            return "a percentile given beside a median or mean must be above p50, not p\(plain(p * 100))"
        case .belowMedian(let value, let median):
            return "the percentile or mean \(text(value)) must not be below the median \(text(median))"
        case .percentileBelowMean(let value, let mean):
            return "the percentile \(text(value)) must not be below the mean \(text(mean))"
        case .percentileTooFarAboveMean(let ratio, let largest):
            return "the percentile is \(plain(ratio)) times the mean; no lognormal has more than "
                + "\(plain(largest)) times"
        case .variationNotAboveOne(let value):
            return "a hyperexponential needs a squared-cv above 1, not \(plain(value))"
        }
    }
}

extension RateFault {
    var sentence: String {
        switch self {
        case .empty: "there must be at least one value"
        case .notFinite(let index): "number \(index + 1) is not finite"
        case .negative(let index): "number \(index + 1) is negative"
        case .zeroEverywhere: "not all values may be zero"
        case .notPositive(let value): "\(value.formatted) must be above 0"
        case .timesNotAscending(let index): "times must ascend: number \(index + 1) does not"
        }
    }
}

extension ModulationFault {
    var sentence: String {
        switch self {
        case .statesDiffer(let rates, let dwells):
            "there must be as many rates as dwell times, not \(rates) and \(dwells)"
        case .rate(let state, let value):
            "the rate of state \(state + 1) must be 0 or more, not \(Dimension.rate.text(value))"
        case .dwell(let state, let value):
            "the dwell time of state \(state + 1) must be above 0, not \(Dimension.duration.text(value))"
        case .transitionRows(let count): "there must be a row for each state, not \(count)"
        case .transitionRow(let state): "row \(state + 1) must have a share for each state and sum to 100 %"
        }
    }
}

extension ArrivalFault {
    var sentence: String {
        switch self {
        case .distribution(let fault): fault.sentence(in: .duration)
        case .mayBeNegative(let lowest): ScenarioFault.canBeNegative(lowest: lowest, .duration).sentence
        case .meanGap(let mean): "the mean gap must be above 0 and finite, not \(Dimension.duration.text(mean))"
        case .interval(let value): "the interval must be above 0, not \(Dimension.duration.text(value))"
        case .firstOffset(let value): "the first arrival must be at 0 or later, not \(Dimension.duration.text(value))"
        case .noTimes: "there must be at least one time"
        case .timesNotAscending(let index): "times must ascend: number \(index + 1) does not"
        case .periodTooShort(let period, let last):
            "the period \(period.formatted) s is shorter than the last time, \(last.formatted) s"
        case .users(let count): "there must be at least one user, not \(count)"
        case .modulation(let fault): fault.sentence
        case .trace(let fault): FaultSentence(fault.fault).text
        case .batchesOfClosedLoop: "users in a closed loop do not arrive in batches"
        }
    }
}
