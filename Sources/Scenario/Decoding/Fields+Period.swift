// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import SimulationKernel

private enum HorizonName: String, CaseIterable {
    case terminating
    case steadyState = "steady-state"
}

extension Fields {
    /// Seconds of 31 days: storage and plans are billed by the month, so that nothing longer is one bill.
    private static let longestMonth = 2_678_400.0

    func period() -> Period {
        let reader = ValueReader<TimeSpan>.duration.positive
            .check({ WorkLimit.period.contains($0) }, else: { .outOfRange(text: $0, low: "1 ms", high: "10 years") })
        let simulate = take("simulate")?.read(reader).map { SimulationDuration(nanoseconds: $0.nanoseconds) }
            ?? .seconds(RecurringTime.week)
        let month = ValueReader<TimeSpan>.duration.positive
            .check({ $0.seconds <= Self.longestMonth }, else: { .outOfRange(text: $0, low: nil, high: "744 h") })
        let hours = take("bill-as")?.read(month)?.seconds ?? 730 * 3_600
        let start = take("starts")?.startOfWeek() ?? 0
        let name = take("horizon")?.word(HorizonName.self) ?? .terminating
        let warmUp = take("warm-up")
        finish()
        let horizon: Horizon =
            switch name {
            case .steadyState: .steadyState(warmUp: self.warmUp(warmUp, simulate: simulate))
            case .terminating: .terminating
            }
        if let warmUp, name == .terminating {
            reading.report(.conflict("a warm-up needs 'horizon: steady-state'"), at: warmUp.node)
        }
        return Period(simulate: simulate, billHours: hours / 3_600, start: .seconds(start), horizon: horizon)
    }

    /// What is given, or a tenth of the measured time: enough where nothing in the model remembers longer than that,
    /// which the report cannot know and therefore says.
    private func warmUp(_ field: Field?, simulate: SimulationDuration) -> SimulationDuration {
        if let field, !field.isWord("auto") { return field.duration(allowZero: true) ?? .zero }
        let length = SimulationDuration.seconds(simulate.seconds / 10)
        reading.note(
            Assumption(
                path: "\(path).warm-up", value: "\(length.seconds) s", origin: .derived,
                source: "a tenth of the simulated period", confidence: .assumed, range: nil))
        return length
    }

    func precision() -> PrecisionTarget {
        let cost = take("cost")?.share() ?? 0.01
        let p99 = take("p99")?.share() ?? 0.05
        finish()
        return PrecisionTarget(cost: cost, p99: p99, replications: nil)
    }
}

extension Field {
    /// `monday`, or `monday 09:00`: seconds since Monday 00:00.
    fileprivate func startOfWeek() -> Double? {
        guard let text = node.text, case .weekly(let time)? = RecurringTime(text) else {
            reading.report(
                .conflict("expected a day of the week, as in monday or monday 09:00, found '\(node.flowText)'"),
                at: node)
            return nil
        }
        note()
        return time
    }
}
