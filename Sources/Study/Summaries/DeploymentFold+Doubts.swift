// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

extension DeploymentFold {
    /// What the simulated time had and a month cannot have, so that its bill is no month's.
    ///
    /// - Parameter work: Nil where a cap stopped the run.
    func doubts(on work: WorkDone?) -> [String] { [workUnderWay(work)].compactMap(\.self) + burstsAsMonths }

    /// What is cut off by the end has been billed to there.
    private func workUnderWay(_ work: WorkDone?) -> String? {
        guard backlog.stability.isStable, let ended = work?.ended, (0.5..<0.99).contains(ended) else { return nil }
        return "\(Wording.percent(1 - ended)) of the work was still under way when the simulated time ended, and what it "
            + "takes after that is in no bill. Simulate longer, or a steady state with a warm-up."
    }

    /// A table hands out what it kept of unused capacity once, and more than it has in the long run never.
    private var burstsAsMonths: [String] {
        guard let pool, pool.window > .zero else { return [] }
        return zip(subject.plan.backends, pool.backends).flatMap { plan, seen in
            [
                (plan.readUnits, Double(seen.halfReadUnits) / 2, "read"),
                (plan.writeUnits, Double(seen.writeUnits), "write"),
            ].compactMap { capacity, units, kind -> String? in
                guard case .provisioned(let rate, _)? = capacity else { return nil }
                let used = units / pool.window.seconds
                guard used > rate * 1.001 else { return nil }
                return "\(plan.name) took \(Wording.significant(used, 3)) \(kind) units a second and has "
                    + "\(Wording.significant(rate, 3)): what was kept before the simulated time carried it, which no "
                    + "month has. Simulate longer."
            }
        }
    }
}
