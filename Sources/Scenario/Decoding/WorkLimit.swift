// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import PlatformModels
import Sampling
import SimulationKernel
import Workload

/// Sizes beyond which a scenario is a slip of the pen: a run would exhaust memory, or never end.
enum WorkLimit {
    /// Instances, tasks and servers of one fleet: what a run is stopped at.
    static let instances = RunCaps().instances
    /// Users of a closed loop, and requests of a batch: each is in flight at once.
    static let inFlight = RunCaps().inFlight
    /// Keys of a cache; each takes some bytes of a table.
    static let keys = 10_000_000
    /// Requests of one source in a run: at a million a second, 28 hours.
    static let requests = 1e11
    /// Items of a map, those of the maps around it multiplied.
    static let items = 1_000_000.0

    static func tooManyItems(_ count: Double, _ what: String) -> String {
        "\(what) have \(String(format: "%.2g", count)) items together: \(Int(items)) can be simulated"
    }
    /// A period to be simulated; a week or a day stands for a month.
    static let period = TimeSpan(nanoseconds: 1_000_000)...TimeSpan(nanoseconds: 315_360_000_000_000_000)
}

extension Field {
    /// A count with an upper bound.
    func count(allowZero: Bool = false, upTo most: Int) -> Int? {
        let reader: ValueReader<Int> = allowZero ? .count : .count.positive
        return read(reader.check({ $0 <= most }, else: { .outOfRange(text: $0, low: nil, high: "\(most)") }))
    }

    /// A number of items, or a distribution of it.
    func itemCount(stream: String) -> Draw? {
        guard let draw = draw(.number, stream: stream) else { return nil }
        if draw.distribution.mean > WorkLimit.items {
            reading.report(.conflict("a map has at most \(Int(WorkLimit.items)) items here"), at: node)
        }
        return draw
    }

    /// Reports a source that sends more in a run than can be simulated.
    func checkWork(of arrivals: ArrivalProcess, period: Period) {
        let expected = arrivals.expectedCount(within: period.runLength.seconds)
        if case .batches(_, let size) = arrivals, size.mean > Double(WorkLimit.inFlight) {
            reading.report(.conflict("a batch has at most \(WorkLimit.inFlight) requests"), at: node)
        }
        guard expected > WorkLimit.requests else { return }
        let count = String(format: "%.2g", expected)
        reading.report(
            .conflict(
                "\(count) requests come in \(period.runLength.seconds.formatted) s, and 1e+11 can be simulated: "
                    + "lower the rate, or simulate a shorter period, which is scaled to a month"),
            at: node)
    }
}

extension ArrivalProcess {
    /// Requests until `time`, about; zero where nobody can tell.
    fileprivate func expectedCount(within time: Double) -> Double {
        switch self {
        case .poisson(let profile): profile.cumulative(at: time)
        case .renewal(let gap, let profile): profile?.cumulative(at: time) ?? time / gap.mean
        case .batches(let instants, let size): instants.expectedCount(within: time) * max(size.mean, 1)
        case .deterministic, .times, .markovModulated: (meanRate ?? 0) * time
        case .closedLoop, .trace: 0
        }
    }
}
