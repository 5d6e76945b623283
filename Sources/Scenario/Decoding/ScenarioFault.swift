// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Sampling
import Workload

/// What only a scenario can have wrong, beside what any document can; `sentence` says it.
enum ScenarioFault {
    case distribution(DistributionFault, Dimension)
    case fit(FitFault, Dimension)
    /// Statistics that do not make a distribution.
    case notADistribution(given: [String], keys: [String])
    case canBeNegative(lowest: Double, Dimension)
    case arrivals(ArrivalFault)
    case rate(RateFault)
    case unreadableNumbers(file: String)
    case duplicateName(String, first: SourcePlace)
    case cycle([String])
    case notAPlaceFor(product: String, part: String, choices: [String])
    /// A provider has no product of its own for a part.
    case nothingNatural(provider: String, part: String, choices: [String])
    /// Something that contradicts another part of the file, in its own words.
    case conflict(String)
}

extension ScenarioFault {
    var fault: Fault { .custom(what: sentence, hint: hint) }

    var sentence: String {
        switch self {
        case .distribution(let fault, let dimension): fault.sentence(in: dimension)
        case .fit(let fault, let dimension): fault.sentence(in: dimension)
        case .notADistribution(let given, let keys):
            given.isEmpty
                ? "expected a distribution, found the keys \(keys.joined(separator: ", "))"
                : "two of median, mean, cv and one percentile make a distribution, found "
                    + given.joined(separator: ", ")
        case .canBeNegative(-.infinity, _): "draws can be negative, without bound"
        case .canBeNegative(let lowest, let dimension): "draws can be negative, down to \(dimension.text(lowest))"
        case .arrivals(let fault): fault.sentence
        case .rate(let fault): fault.sentence
        case .unreadableNumbers(let file): "cannot read numbers from '\(file)'"
        case .duplicateName(let name, let first):
            "the name '\(name)' is taken already, on line \(first.line): doors, handlers, channels, workflows and "
                + "backends share their names"
        case .cycle(let names): "deployments are like each other in a circle: \(names.joined(separator: " → "))"
        case .notAPlaceFor(let product, let part, let choices):
            "\(product) is no place for \(part): expected \(choices.joined(separator: ", "))"
        case .nothingNatural(let provider, let part, let choices):
            "\(provider) has nothing of its own for \(part)"
                + (choices.isEmpty ? "" : ": place it on \(choices.joined(separator: ", "))")
        case .conflict(let text): text
        }
    }

    private var hint: String? {
        switch self {
        case .notADistribution(given: [], _): "write 8 ms, {median: 8 ms, p99: 40 ms} or {exponential: 8 ms}"
        case .canBeNegative: "cut it off with 'min: 0', or choose another distribution"
        case .unreadableNumbers: "one number a line, '#' begins a comment"
        default: nil
        }
    }
}
