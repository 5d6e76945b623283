// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Sampling
import SimulationKernel
import Workload

/// The kinds of arrival processes by the names that a scenario uses.
private enum ProcessName: String, CaseIterable {
    case poisson, renewal, deterministic, cron, batches, users, trace
    case markovModulated = "markov-modulated"
}

extension Field {
    /// `arrivals`: checked, with the profile moved to the time of the week at which the run starts.
    func arrivals(period: Period) -> ArrivalProcess? {
        guard let fields = fields() else { return nil }
        var kind: ProcessName?
        if let field = fields.take("process") {
            kind = field.word(ProcessName.self)
            // Which keys a process has cannot be told of one that there is not.
            guard kind != nil else { return nil }
        }
        let process = fields.process(kind ?? .poisson, period: period)
        fields.finish()
        guard let process else { return nil }
        let faults = process.validate()
        for fault in faults { reading.report(.arrivals(fault), at: node) }
        if faults.isEmpty { checkWork(of: process, period: period) }
        return faults.isEmpty ? process : nil
    }
}

extension Fields {
    fileprivate func process(_ kind: ProcessName, period: Period) -> ArrivalProcess? {
        switch kind {
        case .poisson: return rateProfile(period: period).map { .poisson($0) }
        case .renewal:
            let gap = require("gap")?.distribution(.duration)
            let shapes = has("rate") || has("mean") || has("profile")
            let profile = shapes ? rateProfile(period: period) : nil
            guard let gap, !shapes || profile != nil else { return nil }
            return .renewal(gap: gap, profile: profile)
        case .deterministic:
            let every = require("every")?.duration()
            let first = take("first")?.duration(allowZero: true)
            return every.map { .deterministic(interval: $0.seconds, first: first?.seconds ?? 0) }
        case .cron: return cron(period: period)
        case .batches:
            let size = require("of")?.distribution(.number)
            let profile = rateProfile(period: period)
            guard let size, let profile else { return nil }
            return .batches(.poisson(profile), size: size)
        case .users:
            let count = require("count")?.count(upTo: WorkLimit.inFlight)
            let think = require("think")?.distribution(.duration)
            guard let count, let think else { return nil }
            return .closedLoop(users: count, think: think)
        case .markovModulated: return markovModulated()
        case .trace: return trace()
        }
    }

    private func cron(period: Period) -> ArrivalProcess? {
        let zone = timeZone()
        guard let field = require("expression"), let text = field.text(expected: "five fields, as in */5 * * * *")
        else { return nil }
        guard let schedule = field.cronSchedule(text) else { return nil }
        PartialCycle(period: period, reading: reading)
            .check(schedule, zone: zone, at: field.node.place, path: field.path)
        return .weekly(schedule.times, phase: period.start.seconds + zone)
    }

    private func markovModulated() -> ArrivalProcess? {
        let rates = require("rates")?.items()?.map { $0.quantity(.rate) }
        let dwells = require("dwell")?.items()?.map { $0.quantity(.duration) }
        let rows = take("transitions")?.items()?.map { $0.items()?.map { $0.share() } }
        guard let rates, let dwells, !rates.contains(nil), !dwells.contains(nil) else { return nil }
        let transitions = rows?.map { ($0 ?? []).compactMap(\.self) }
        return .markovModulated(
            MarkovModulation(
                rates: rates.compactMap(\.self), dwells: dwells.compactMap(\.self), transitions: transitions))
    }

    /// Seconds that the source's local time is ahead of UTC.
    func timeZone() -> Double {
        guard let field = take("time-zone"), let offset = field.signedDuration() else { return 0 }
        // Kiribati is fourteen hours ahead, nothing is more than twelve behind.
        if !(-43_200...50_400).contains(offset) {
            reading.report(.outOfRange(text: field.node.flowText, low: "-12 h", high: "14 h"), at: field.node)
        }
        return offset
    }
}

extension Field {
    /// The schedule that `text` means; nil after a report.
    func cronSchedule(_ text: String) -> CronSchedule? {
        if let schedule = CronSchedule(text) { return schedule }
        reading.report(
            .conflict(
                "'\(text)' is no schedule: expected minute, hour, *, * and day of the week, as in 0 9 * * mon-fri"),
            at: node)
        return nil
    }
}

/// How a trace is written, by the names that a scenario uses.
private enum TraceFormatName: String, CaseIterable {
    case timestamps
    case minuteCounts = "minute-counts"
}

extension Fields {
    fileprivate func trace() -> ArrivalProcess? {
        let field = require("file")
        let path = field?.text(expected: "a file")
        let format = take("format")?.word(TraceFormatName.self) ?? .timestamps
        let evenly = take("evenly")?.flag() ?? false
        let origin = take("from")?.duration(allowZero: true)?.seconds ?? 0
        let repeated = take("repeat-every")?.duration()?.seconds
        guard let field, let path else { return nil }
        let file = TraceFile(
            path: reading.absolutePath(path),
            format: format == .timestamps ? .timestamps : .minuteCounts(evenly ? .even : .random),
            origin: origin, period: repeated)
        // The first few: where one line is wrong for its kind, all are.
        let faults = file.check(limit: 5).faults
        for fault in faults {
            guard let line = fault.line else {
                reading.diagnostics.error(
                    fault.isOfScenario ? fault.fault : .ofFile(name: path, fault.fault), at: field.node)
                continue
            }
            let place = SourcePlace(file: file.path, line: line, column: 1)
            reading.report(fault.fault, at: place, path: field.node.path)
        }
        return faults.isEmpty ? .trace(file) : nil
    }
}
