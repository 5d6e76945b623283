// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import Workload

/// What can be wrong in a scenario, as facts; `ScenarioFault.sentence` says them.
enum ScenarioFault {
    case wrongType(expected: String, found: String)
    case unknownKey(String, known: [String])
    case missing(key: String, of: String)
    case unknownWord(String, known: [String])
    /// A name that nothing in the file has.
    case unknownReference(kind: String, name: String, known: [String])
    case duplicateName(String, line: Int)
    case outOfRange(value: String, allowed: String)
    case sharesDoNotSum(Double)
    case distribution(DistributionFault)
    case fit(FitFault)
    /// Statistics that do not make a distribution.
    case notADistribution(given: [String], keys: [String])
    case canBeNegative(lowest: Double)
    case arrivals(ArrivalFault)
    case rate(RateFault)
    case unreadableFile(String, reason: String)
    case cycle([String])
    /// Something that contradicts another part of the file.
    case conflict(String)
}

extension ScenarioFault {
    /// What is wrong and what was expected, in one sentence.
    var sentence: String {
        switch self {
        case .wrongType(let expected, let found): "expected \(expected), found \(found)"
        case .unknownKey(let key, let known):
            "unknown key '\(key)'; known here: \(known.sorted().joined(separator: ", "))"
        case .missing(let key, let owner): "\(owner) needs '\(key)'"
        case .unknownWord(let word, let known): "'\(word)' is none of \(known.joined(separator: ", "))"
        case .unknownReference(let kind, let name, let known):
            known.isEmpty
                ? "there is no \(kind) '\(name)': the scenario has none"
                : "there is no \(kind) '\(name)'; there are \(known.joined(separator: ", "))"
        case .duplicateName(let name, let line): "the name '\(name)' is taken already, on line \(line)"
        case .outOfRange(let value, let allowed): "\(value) is out of range: expected \(allowed)"
        case .sharesDoNotSum(let sum): "shares must sum to 100 %, these sum to \(Self.percent(sum))"
        case .distribution(let fault): fault.sentence
        case .fit(let fault): fault.sentence
        case .notADistribution(let given, let keys):
            given.isEmpty
                ? "expected a distribution, such as 8 ms, {median: 8 ms, p99: 40 ms} or {exponential: 8 ms}; found the "
                    + "keys \(keys.joined(separator: ", "))"
                : "two of median, mean, cv and one percentile make a distribution; found \(given.joined(separator: ", "))"
        case .canBeNegative(let lowest):
            "draws can be negative (down to \(lowest)): cut it off with 'min: 0', or choose another distribution"
        case .arrivals(let fault): fault.sentence
        case .rate(let fault): fault.sentence
        case .unreadableFile(let path, let reason): "cannot read '\(path)': \(reason)"
        case .cycle(let names): "deployments are like each other in a circle: \(names.joined(separator: " → "))"
        case .conflict(let text): text
        }
    }

    /// The name that was probably meant.
    var nearest: String? {
        switch self {
        case .unknownKey(let name, let known), .unknownWord(let name, let known),
            .unknownReference(_, let name, let known):
            NearestName.of(name, among: known)
        default: nil
        }
    }

    private static func percent(_ share: Double) -> String {
        let text = String((share * 1e6).rounded() / 1e4)
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " %"
    }
}
