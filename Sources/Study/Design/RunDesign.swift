// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import SimulationKernel

/// What one replication simulates, and how its stretches stand for the period.
struct RunDesign: Sendable {
    /// One stretch of observed time.
    struct Part: Sendable {
        var label: String
        var stretch: Stretch
        /// How many stretches of the period it stands for.
        var weight: Int
    }

    /// In ascending order of their start, at least one.
    var parts: [Part]
    /// The period that the figures describe.
    var described: SimulationDuration
    var isPilot = false
    /// Decisions to be told in the report.
    var notes: [AssumptionNote] = []

    /// The whole period in one piece, after a warm-up that is not observed.
    static func whole(_ length: SimulationDuration, warmUp: SimulationDuration = .zero) -> RunDesign {
        let stretch = Stretch(start: .zero + warmUp, warmUp: warmUp, length: length)
        return RunDesign(parts: [Part(label: "whole period", stretch: stretch, weight: 1)], described: length)
    }

    /// Short stretches spread evenly over the period, for a first look. Most of the work goes into their lead-ins, so
    /// that fleets have some minutes to reach their size; that is too short for slow scaling and for rare cold starts,
    /// which is why a pilot is labelled and never quoted.
    /// - Parameter requests: how many are simulated in all, about a microsecond of computing each.
    static func pilot(
        over period: SimulationDuration, warmUp: SimulationDuration, requestsPerSecond: Double,
        requests: Double = 1_000_000
    ) -> RunDesign {
        let count = 24
        let spacing = period.seconds / Double(count)
        // Seconds of each stretch with its lead-in, and the part of it that is observed.
        let budget = requestsPerSecond > 0 ? requests / requestsPerSecond / Double(count) : 600
        let length = min(max(budget / 4, 5), spacing)
        let leadIn = min(max(budget - length, length), 1800)
        let parts = (0..<count).map { index in
            // In the middle of its 24th of the period.
            let start = SimulationTime.zero + warmUp
                + .seconds(spacing * (Double(index) + 0.5) - length / 2)
            return Part(
                label: "sample \(index + 1)",
                stretch: Stretch(start: start, warmUp: .seconds(leadIn), length: .seconds(length)), weight: 1)
        }
        return RunDesign(parts: parts, described: period, isPilot: true)
    }

    /// Seconds of warm-up before a period that is simulated in one piece; nil without one.
    var warmUpInOnePiece: Double? {
        guard !isPilot, parts.count == 1, parts[0].stretch.leadIn > .zero else { return nil }
        return parts[0].stretch.leadIn.seconds
    }

    /// The largest number of equal stretches that one stands for. A request of a stretch counts up to this often, so
    /// that a statement that needs n independent requests needs n times this many weighted ones.
    var greatestWeight: Int { parts.map(\.weight).max() ?? 1 }

    /// Whether a stretch stands for others that are taken to be alike.
    var standsForOthers: Bool { !isPilot && greatestWeight > 1 }

    /// Seconds of simulated time in a replication, lead-in included: the measure of work for progress.
    var work: Double { parts.reduce(0) { $0 + $1.stretch.simulatedSeconds } }

    var summary: PeriodSummary {
        PeriodSummary(
            described: described.seconds, simulated: parts.reduce(0) { $0 + $1.stretch.length.seconds },
            stretches: parts.map { part in
                StretchSummary(
                    label: part.label, start: part.stretch.start.seconds, length: part.stretch.length.seconds,
                    warmUp: part.stretch.leadIn.seconds, weight: part.weight)
            },
            isPilot: isPilot)
    }
}

extension Stretch {
    /// The lead-in, which cannot begin before time 0.
    var leadIn: SimulationDuration { min(warmUp, start - .zero) }
    var simulatedSeconds: Double { (leadIn + length).seconds }
}
