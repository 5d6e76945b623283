// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

/// What a step does, by the key that says it.
private enum StepVerb: String, CaseIterable {
    case compute, wait, respond, fail, parallel, choice, map
    case oncePer = "once-per"
    case oncePerBatch = "once-per-batch"
}

/// Words that stand for an option in some step, now or later, so that nothing can be called like one.
enum ReservedName {
    static func contains(_ name: String) -> Bool {
        CallOption(rawValue: name) != nil || ["probability", "size", "transactional"].contains(name)
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
        case .fail: return field.failure(&names)
        case .parallel: return field.parallel(&names)
        case .choice: return field.choice(&names)
        case .map: return field.map(&names)
        case .oncePerBatch: return field.steps(&names).map { .oncePerBatch($0) }
        case .oncePer: return field.oncePer(&names)
        }
    }

    /// `20%`, or `{share: 20%, error: CardDeclined}`.
    private func failure(_ names: inout StepNames) -> Step? {
        let stream = names.next("fail")
        guard isMapping, let fields = fields() else {
            return share().map { .fail(probability: $0, error: nil, stream: stream) }
        }
        let share = fields.require("share")?.share()
        let error = fields.take("error")?.text(expected: "the name of an error")
        fields.finish()
        return share.map { .fail(probability: $0, error: error, stream: stream) }
    }

    private func parallel(_ names: inout StepNames) -> Step? {
        guard let branches = items() else { return nil }
        var result: [[Step]] = []
        for branch in branches {
            if let steps = branch.steps(&names) { result.append(steps) }
        }
        return result.isEmpty ? nil : .parallel(result)
    }

    /// A list of `{share: 30%, steps: […]}`; one without a share takes the rest.
    private func choice(_ names: inout StepNames) -> Step? {
        guard let items = items() else { return nil }
        let stream = names.next("choice")
        var options: [(share: Double?, steps: [Step])] = []
        for item in items {
            guard let fields = item.fields() else { continue }
            let share = fields.take("share")?.share()
            let steps = fields.require("steps")?.steps(&names)
            fields.finish()
            if let steps { options.append((share, steps)) }
        }
        guard options.count == items.count, !options.isEmpty else { return nil }
        let open = options.count { $0.share == nil }
        let given = options.compactMap(\.share).reduce(0, +)
        guard open <= 1, open == 1 ? given <= 1 + 1e-9 : abs(given - 1) < 1e-6 else {
            reading.report(
                .conflict("the shares of a choice must sum to 100 %; one of its options may leave its share out"), at: node)
            return nil
        }
        return .choice(ChoiceStep(options: options.map { ($0.share ?? max(0, 1 - given), $0.steps) }, stream: stream))
    }

    /// `{items: 20, at-once: 5, steps: […]}`.
    private func map(_ names: inout StepNames) -> Step? {
        guard let fields = fields() else { return nil }
        let stream = names.next("map")
        let items = fields.require("items")?.itemCount(stream: "\(stream).items")
        let atOnce = fields.take("at-once")?.count()
        let steps = fields.require("steps")?.steps(&names)
        fields.finish()
        guard let items, let steps else { return nil }
        // Told once, of the innermost map that makes it too many; what one map has alone is checked where it is read.
        let inner = Step.items(within: steps), all = items.distribution.mean * inner
        if inner > 1, inner <= WorkLimit.items, items.distribution.mean > 1, all > WorkLimit.items {
            reading.report(.conflict(WorkLimit.tooManyItems(all, "this map and those within it")), at: node)
        }
        return .map(MapStep(items: items, atOnce: atOnce, steps: steps, stream: stream))
    }

    /// `{store: keys, within: 1 day}`, or only the name of the store.
    private func oncePer(_ names: inout StepNames) -> Step? {
        var window = SimulationDuration.seconds(86_400)
        var target: Reference?
        var size: Field?
        if isMapping, let fields = fields() {
            target = fields.take("store")?.reference()
            window = fields.take("within")?.duration() ?? window
            size = fields.take("size")
            fields.finish()
        } else {
            target = reference()
            guard target != nil else { return nil }
        }
        let store = target.map { target in
            var call = CallStep(verb: .put, target: target, stream: names.next("once-per.\(target.name)"))
            call.bytes = size?.draw(.size, stream: "\(call.stream).size")
            return call
        }
        return .oncePer(OnceStep(store: store, window: window))
    }
}
