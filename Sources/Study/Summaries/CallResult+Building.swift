// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

extension DeploymentFold {
    /// Calls that were never made are left out.
    func callResults() -> [CallResult] {
        guard let pool else { return [] }
        return CallTable(of: subject.plan).rows.compactMap { row in
            guard row.calls.contains(where: { pool.calls[$0].attempts + pool.calls[$0].cacheHits > 0 }) else {
                return nil
            }
            func month(_ count: @escaping (CallObservation) -> UInt64) -> Estimate {
                monthly { seen in row.calls.reduce(0) { $0 + count(seen.calls[$1]) } }
            }
            let (kind, target): (CallTargetKind, String) =
                switch row.target {
                case .backend(let index): (.backend, subject.plan.backends[index].name)
                case .handler(let index): (.handler, subject.plan.handlers[index].name)
                case .channel(let index): (.channel, subject.plan.channels[index].name)
                }
            return CallResult(
                handler: subject.plan.handlers[row.handler].name, target: target, kind: kind,
                attempts: month(\.attempts), retries: month(\.retries), failures: month(\.failures),
                givenUp: month(\.givenUp), cacheHits: month(\.cacheHits), hedges: month(\.hedges),
                refusedLocally: month(\.refusedLocally))
        }
    }
}
