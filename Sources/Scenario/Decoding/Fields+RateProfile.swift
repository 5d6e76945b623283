// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import SimulationKernel
import Workload

extension Fields {
    /// `rate` or `mean`, with `profile`, `time-zone`, `spikes` and `ramps` around it.
    func rateProfile(period: Period) -> RateProfile? {
        let key = has("mean") ? "mean" : "rate"
        let mean = require(key)?.quantity(.rate)
        let phase = period.start.seconds + timeZone()
        let shape = take("profile")
        let spikes = take("spikes")?.items() ?? []
        let ramps = take("ramps")?.items() ?? []
        let factors = (spikes.map { ($0, isSpike: true) } + ramps.map { ($0, isSpike: false) }).flatMap {
            $0.0.rateFactors(isSpike: $0.isSpike, phase: phase, length: period.runLength.seconds)
        }
        guard let mean else { return nil }
        var profile = RateProfile.constant(mean)
        if let shape {
            guard let shaped = shape.shape(mean: mean, phase: phase) else { return nil }
            profile = shaped
            PartialCycle(period: period, reading: reading).check(shaped, at: shape.node.place, path: shape.path)
        }
        return factors.reduce(profile) { $0.multiplied(by: $1) }
    }
}

extension Field {
    /// `retail-week`, a file of numbers, `{hours: […]}` or `{values: […], step: 15 min}`.
    fileprivate func shape(mean: Double, phase: Double) -> RateProfile? {
        if isMapping { return steps(mean: mean, phase: phase) }
        guard let text = text(expected: "a profile by name, a file, or {hours: [...]}") else { return nil }
        do {
            if let shape = NamedShape(rawValue: text) {
                note()
                return try .named(shape, mean: mean, phase: phase)
            }
            guard text.contains(".") else {
                reading.unknown("profile", text, known: NamedShape.allCases.map(\.rawValue), at: node)
                return nil
            }
            guard let values = numbers(inFile: text, .number) else { return nil }
            return try .steps(values, mean: mean, phase: phase)
        } catch {
            reading.report(.rate(error), at: node)
            return nil
        }
    }

    private func steps(mean: Double, phase: Double) -> RateProfile? {
        guard let fields = fields() else { return nil }
        let hours = fields.take("hours")
        let list = hours ?? fields.take("values")
        let step = hours == nil ? fields.take("step")?.duration()?.seconds : nil
        fields.allow(["values", "step"])
        fields.finish()
        guard let list else {
            reading.report(.missingKey(name: "hours"), at: node)
            return nil
        }
        guard let items = list.items() else { return nil }
        let values = items.compactMap { $0.quantity(.number, note: false) }
        guard values.count == items.count else { return nil }
        if hours != nil, values.count != 24, values.count != 168 {
            reading.report(
                .conflict("\(values.count) hours make no profile: expected the 24 of a day or the 168 of a week"),
                at: list.node)
            return nil
        }
        note()
        do { return try .steps(values, step: step ?? 3_600, mean: mean, phase: phase) } catch {
            reading.report(.rate(error), at: list.node)
            return nil
        }
    }

    /// `{at: monday 09:30, factor: 3, for: 15 min}`, once for each time it happens in the run; a ramp has `over`.
    fileprivate func rateFactors(isSpike: Bool, phase: Double, length: Double) -> [RateFactor] {
        guard let fields = fields() else { return [] }
        let time = fields.require("at")?.recurringTime()
        let factor = fields.require("factor")?.quantity(.number)
        let duration = fields.require(isSpike ? "for" : "over")?.duration(allowZero: !isSpike)?.seconds
        let rise = isSpike ? fields.take("rise")?.duration(allowZero: true)?.seconds : nil
        fields.finish()
        guard let time, let factor, let duration else { return [] }
        let times = time.occurrences(phase: phase, within: length)
        if times.isEmpty {
            let what = isSpike ? "spike" : "ramp"
            reading.warn("this \(what) does not happen within the period", at: node.place, path: path)
        }
        // A ramp holds what it has reached, so that only its first occurrence has a meaning.
        return (isSpike ? times : Array(times.prefix(1))).compactMap { start in
            do throws(RateFault) {
                return isSpike
                    ? try .spike(at: start, to: factor, lasting: duration, rise: rise ?? 0)
                    : try .ramp(at: start, to: factor, over: duration)
            } catch {
                reading.report(.rate(error), at: node)
                return nil
            }
        }
    }

    /// `monday 09:30`, `weekdays 09:30`, `09:30`, or a time since the start as in `2 h`.
    func recurringTime() -> RecurringTime? {
        guard let text = node.text else {
            reading.report(.wrongType(expected: "a time", found: node.type), at: node)
            return nil
        }
        if let time = RecurringTime(text) {
            note()
            return time
        }
        return duration(allowZero: true).map { .sinceStart($0.seconds) }
    }
}
