// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

/// What a step does, by the key that says it.
private enum StepVerb: String, CaseIterable {
    case compute, wait, respond, fail, parallel
}

/// Keys beside a backend's name in a call; they are never names.
private enum CallOption: String, CaseIterable {
    case timeout, retry, consistency
    case onFailure = "on-failure"
}

/// Words that stand for an option in some step, now or later, so that nothing can be called like one.
enum ReservedName {
    static func contains(_ name: String) -> Bool {
        CallOption(rawValue: name) != nil || ["cache", "probability", "size", "transactional"].contains(name)
    }
}

/// Numbers the steps of one handler, so that each use of chance has a name of its own.
///
/// Names count by verb and backend rather than by position: a step put in front of others leaves their draws alone.
struct StepNames {
    let handler: String
    private var counts: [String: Int] = [:]

    init(handler: String) { self.handler = handler }

    mutating func next(_ kind: String) -> String {
        counts[kind, default: 0] += 1
        return "handlers.\(handler).\(kind).\(counts[kind, default: 0])"
    }
}

extension Field {
    /// The steps of a handler or branch; those with mistakes are left out after a report.
    func steps(_ names: inout StepNames) -> [Step]? {
        guard let items = items() else { return nil }
        var steps: [Step] = []
        for item in items {
            if let step = item.step(&names) { steps.append(step) }
        }
        return steps
    }

    private func step(_ names: inout StepNames) -> Step? {
        let verbs = StepVerb.allCases.map(\.rawValue) + CallVerb.allCases.map(\.rawValue)
        guard let entries = node.entries, entries.count == 1, let entry = entries.first else {
            let expected = "one step, such as compute: 8 ms"
            reading.report(
                node.entries == nil
                    ? .wrongType(expected: expected, found: node.type)
                    : .notOneKey(found: node.keys, expected: expected),
                at: node)
            return nil
        }
        let field = child(entry.value, entry.key)
        if let verb = CallVerb(rawValue: entry.key) { return field.call(verb, &names) }
        guard let verb = StepVerb(rawValue: entry.key) else {
            reading.unknown("step", entry.key, known: verbs, at: entry.keyPlace, path: node.path)
            return nil
        }
        switch verb {
        case .compute: return field.draw(.duration, stream: names.next("compute")).map { .compute($0) }
        case .wait: return field.draw(.duration, stream: names.next("wait")).map { .wait($0) }
        case .respond: return field.draw(.size, stream: names.next("respond")).map { .respond($0) }
        case .fail: return field.share().map { .fail(probability: $0, stream: names.next("fail")) }
        case .parallel:
            guard let branches = field.items() else { return nil }
            var result: [[Step]] = []
            for branch in branches {
                if let steps = branch.steps(&names) { result.append(steps) }
            }
            return result.isEmpty ? nil : .parallel(result)
        }
    }

    /// `{orders: 2 KB, timeout: 2 s}`, or only the name of the backend.
    private func call(_ verb: CallVerb, _ names: inout StepNames) -> Step? {
        guard isMapping, let fields = fields() else {
            return reference().map {
                .call(
                    CallStep(
                        verb: verb, backend: $0, stream: names.next("\(verb.rawValue).\($0.name)"),
                        ignoresFailure: false))
            }
        }
        let options = CallOption.allCases.map(\.rawValue)
        var targets = fields.keys.filter { !options.contains($0) }
        if targets.count > 1 {
            // Of several names, those that are nearly options are slips; `finish` reports them.
            targets.removeAll { NearestName.of($0, among: options) != nil }
        }
        guard targets.count == 1, let backend = targets.first,
            let entry = node.entries?.first(where: { $0.key == backend })
        else {
            reading.report(
                .notOneKey(found: targets, expected: "one backend and the size of the call, such as orders: 2 KB"),
                at: node)
            return nil
        }
        let stream = names.next("\(verb.rawValue).\(backend)")
        let bytes = fields.take(backend).flatMap { $0.node.isMissing ? nil : $0.draw(.size, stream: "\(stream).size") }
        let timeout = fields.take("timeout")?.optionalDuration()
        let retry = fields.take("retry")?.retry(stream: "\(stream).retry")
        let consistency = fields.take("consistency")?.consistency(of: verb)
        let onFailure = fields.take("on-failure")?.word(OnFailure.self)
        fields.finish()
        return .call(
            CallStep(
                verb: verb, backend: Reference(backend, at: entry.keyPlace), stream: stream, bytes: bytes,
                timeout: timeout ?? nil, retry: retry, consistency: consistency, ignoresFailure: onFailure == .ignore))
    }

    /// A write is transactional or has no consistency to choose.
    private func consistency(of verb: CallVerb) -> ReadConsistency? {
        guard let consistency = word(ReadConsistency.self) else { return nil }
        if verb.isWrite, consistency != .transactional {
            reading.report(.conflict("a write can only be transactional, not \(consistency.rawValue)"), at: node)
            return nil
        }
        return consistency
    }
}

/// What a handler does when a call has failed for good.
private enum OnFailure: String, CaseIterable {
    case fail, ignore
}
