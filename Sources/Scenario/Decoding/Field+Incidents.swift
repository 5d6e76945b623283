// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

/// What happens in an incident, by the key that says it.
private enum IncidentVerb: String, CaseIterable {
    case slow, fail, halt, deploy, limit
    case limitRate = "limit-rate"
    case lose, poison, replay, redrive
}

extension Field {
    /// A list of incidents, such as `{at: 12:00, slow: orders, factor: 5, for: 10 min}`.
    func incidents(period: Period) -> [Incident] {
        (items() ?? []).enumerated().compactMap { index, item in
            item.fields()?.incident(number: index + 1, period: period)
        }
    }
}

extension Field {
    fileprivate func positiveRate() -> Double? {
        guard let rate = quantity(.rate) else { return nil }
        guard rate > 0 else {
            reading.report(.notPositive(text: node.flowText), at: node)
            return nil
        }
        return rate
    }
}

extension Fields {
    fileprivate func incident(number: Int, period: Period) -> Incident? {
        let verbs = IncidentVerb.allCases.map(\.rawValue)
        let given = keys.filter(verbs.contains)
        guard given.count == 1, let verb = given.first.flatMap(IncidentVerb.init) else {
            let others = keys.filter { !["at", "for", "time-zone"].contains($0) }
            if given.isEmpty, let slip = others.first(where: { NearestName.of($0, among: verbs) != nil }) {
                reading.unknown("incident", slip, known: verbs, at: place, path: path)
                return nil
            }
            reading.report(
                .conflict("an incident says one thing that happens: \(verbs.joined(separator: ", "))"), at: place, path: path)
            return nil
        }
        let subject = take(verb.rawValue)?.reference()
        let times = times(period: period)
        let kind = kind(verb)
        finish()
        if times.isEmpty, has("at") {
            reading.warn("this incident does not happen within the period", at: place, path: path)
        }
        guard let subject, let kind else { return nil }
        return Incident(
            name: "\(verb.rawValue) \(subject.name)", times: times, kind: kind, subject: subject, place: place,
            number: number)
    }

    private func times(period: Period) -> [(start: SimulationTime, end: SimulationTime?)] {
        let zone = timeZone()
        let length = take("for")?.duration()
        let at = require("at")?.recurringTime()
        let starts =
            at?.occurrences(phase: period.start.seconds + zone, within: period.runLength.seconds) ?? []
        return starts.map { start in
            let time = SimulationTime(seconds: start)
            return (time, length.map { time + $0 })
        }
    }

    private func kind(_ verb: IncidentVerb) -> IncidentKind? {
        switch verb {
        case .slow: return require("factor")?.atLeast(0).map { .slow(factor: $0) }
        case .fail: return (take("share").map { $0.share() } ?? 1).map { .fail(share: $0) }
        case .halt: return .halt
        case .deploy:
            let share = take("share").map { $0.share() } ?? 1
            let slowdown = take("slowdown").map { $0.atLeast(0) } ?? 1
            let failing = take("failing").map { $0.share() } ?? 0
            guard let share, let slowdown, let failing else { return nil }
            return .deploy(share: share, slowdown: slowdown, failing: failing)
        case .limit: return require("concurrency")?.count(allowZero: true).map { .limit(concurrency: $0) }
        case .limitRate: return require("rate")?.quantity(.rate).map { .limitRate($0) }
        case .lose: return (take("share").map { $0.share() } ?? 1).map { .lose(share: $0) }
        case .poison: return .poison
        case .replay:
            let messages = require("messages")?.count(), rate = require("rate")?.positiveRate()
            guard let messages, let rate else { return nil }
            return .replay(messages: messages, rate: rate)
        case .redrive:
            let target = require("to")?.reference(), rate = require("rate")?.positiveRate()
            guard let target, let rate else { return nil }
            return .redrive(to: target, rate: rate)
        }
    }
}
