// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Sampling
import Workload

extension DistributionFault {
    var sentence: String {
        switch self {
        case .notFinite(let name, let value): "\(name.rawValue) must be finite, not \(value)"
        case .negative(let name, let value): "\(name.rawValue) must not be negative, as \(value) is"
        case .notPositive(let name, let value): "\(name.rawValue) must be above 0, not \(value)"
        case .boundsNotAscending(let low, let high): "the lower bound \(low) must be below the upper bound \(high)"
        case .modeOutsideBounds(let mode, let low, let high): "the mode \(mode) must lie between \(low) and \(high)"
        case .weightsDoNotSumToOne(let sum): "shares must sum to 100 %, these sum to \(sum * 100) %"
        case .weightsAndMeansDiffer(let weights, let means):
            "there must be as many weights as means, not \(weights) and \(means)"
        case .empty: "it must not be empty"
        case .quantilesNotAscending(let index): "quantiles must ascend: number \(index + 1) does not"
        case .quantilesDoNotCover(let from, let to):
            "quantiles must reach from 0% to 100%, not from \(from * 100)% to \(to * 100)%"
        case .nothingBetween(let low, let high): "no value lies between \(low) and \(high)"
        }
    }
}

extension FitFault {
    var sentence: String {
        switch self {
        case .notPositive(let name, let value): "\(name.rawValue) must be above 0, not \(value)"
        case .probabilityOutOfRange(let p): "a percentile given beside a median or mean must be above p50, not \(p)"
        case .belowMedian(let value, let median):
            "the percentile or mean \(value) must not be below the median \(median)"
        case .percentileBelowMean(let value, let mean): "the percentile \(value) must not be below the mean \(mean)"
        case .percentileTooFarAboveMean(let ratio, let largest):
            "the percentile is \(ratio) times the mean; no lognormal has more than \(largest) times"
        case .variationNotAboveOne(let value): "a hyperexponential needs a squared-cv above 1, not \(value)"
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
        case .notPositive(let value): "\(value) must be above 0"
        case .timesNotAscending(let index): "times must ascend: number \(index + 1) does not"
        }
    }
}

extension ModulationFault {
    var sentence: String {
        switch self {
        case .statesDiffer(let rates, let dwells):
            "there must be as many rates as dwell times, not \(rates) and \(dwells)"
        case .rate(let state, let value): "the rate of state \(state + 1) must be 0 or more, not \(value)"
        case .dwell(let state, let value): "the dwell time of state \(state + 1) must be above 0, not \(value)"
        case .transitionRows(let count): "there must be a row for each state, not \(count)"
        case .transitionRow(let state): "row \(state + 1) must have a share for each state and sum to 100 %"
        }
    }
}

extension ArrivalFault {
    var sentence: String {
        switch self {
        case .distribution(let fault): fault.sentence
        case .mayBeNegative(let lowest): ScenarioFault.canBeNegative(lowest: lowest).sentence
        case .meanGap(let mean): "the mean gap must be above 0 and finite, not \(mean)"
        case .interval(let value): "the interval must be above 0, not \(value)"
        case .firstOffset(let value): "the first arrival must be at 0 or later, not \(value)"
        case .noTimes: "there must be at least one time"
        case .timesNotAscending(let index): "times must ascend: number \(index + 1) does not"
        case .periodTooShort(let period, let last): "the period \(period) s is shorter than the last time, \(last) s"
        case .users(let count): "there must be at least one user, not \(count)"
        case .modulation(let fault): fault.sentence
        case .trace(let fault): FaultSentence(fault.fault).text
        case .batchesOfClosedLoop: "users in a closed loop do not arrive in batches"
        }
    }
}
