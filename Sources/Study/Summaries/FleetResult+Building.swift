// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

extension DeploymentFold {
    func level(_ level: (Observation) -> LevelSummary) -> LevelResult {
        let pooled = pool.map(level) ?? .empty
        return LevelResult(
            mean: estimate { level($0.observation).mean }, peak: pooled.peak,
            shareOfTimeAtLimit: pooled.shareOfTimeAtLimit)
    }

    /// One time integral over another; nil when the second is 0.
    private func utilisation(_ used: UInt128, of available: UInt128) -> Double? {
        available > 0 ? Double(used) / Double(available) : nil
    }

    func functionResults() -> [FunctionResult] {
        guard let pool else { return [] }
        return pool.functions.indices.map { index in
            let all = pool.functions[index], plan = subject.plan.functions[index]
            let billed = all.billedOnDemand + all.billedProvisioned
            return FunctionResult(
                name: all.name,
                invocations: monthly { $0.functions[index].invocations },
                coldStartShare: share { ($0.functions[index].coldStarts, $0.functions[index].invocations) },
                provisionedShare: plan.provisioned == nil ? nil : share {
                    ($0.functions[index].provisionedInvocations, $0.functions[index].invocations)
                },
                throttles: ThrottleReason.allCases.compactMap { reason in
                    guard all.throttles.count(of: reason) > 0 else { return nil }
                    let count = monthly { $0.functions[index].throttles.count(of: reason) }
                    return ThrottleLine(limit: reason, count: count)
                },
                timeouts: monthly { $0.functions[index].timeouts },
                errors: monthly { $0.functions[index].errors },
                meanDuration: all.durations.mean.map { $0 * 1e-9 },
                meanBilledDuration: all.invocations > 0 ? Double(billed) * 1e-9 / Double(all.invocations) : nil,
                busy: level { $0.functions[index].busy },
                provisionedBusy: level { $0.functions[index].provisionedBusy },
                instances: level { $0.functions[index].instances },
                queue: level { $0.functions[index].queue },
                utilisation: utilisation(all.busy.area, of: all.instances.area),
                provisionedUtilisation: utilisation(all.provisionedBusy.area, of: all.provisionedTime))
        }
    }

    func serviceResults() -> [ServiceResult] {
        guard let pool else { return [] }
        // What senders do themselves is nobody's service.
        return pool.services.indices.filter { !subject.plan.services[$0].isClientSide }.map { index in
            let all = pool.services[index]
            // Cores are counted in thousandths.
            let cores = Double(all.healthyTasks.area) * subject.plan.services[index].vCPU * 1000
            return ServiceResult(
                name: all.name,
                requests: monthly { $0.services[index].requests },
                refused: monthly { $0.services[index].refused },
                impatient: monthly { $0.services[index].impatient },
                errors: monthly { $0.services[index].errors },
                tasksStarted: monthly { $0.services[index].tasksStarted },
                meanDuration: all.durations.mean.map { $0 * 1e-9 },
                tasks: level { $0.services[index].tasks },
                healthyTasks: level { $0.services[index].healthyTasks },
                running: level { $0.services[index].running },
                queue: level { $0.services[index].queue },
                utilisation: cores > 0 ? Double(all.millicores.area) / cores : nil)
        }
    }

    func backendResults() -> [BackendResult] {
        guard let pool else { return [] }
        return pool.backends.indices.map { index in
            var result = BackendResult(
                name: pool.backends[index].name,
                calls: monthly { $0.backends[index].calls },
                refusedShare: share {
                    ($0.backends[index].refused, max($0.backends[index].calls, $0.backends[index].refused))
                },
                timeouts: monthly { $0.backends[index].timeouts },
                retries: monthly { $0.backends[index].retries },
                readUnits: estimate { Double($0.observation.backends[index].halfReadUnits) / 2 * $0.scale },
                writeUnits: monthly { $0.backends[index].writeUnits },
                latency: LatencySummary(
                    pooled: pool.backends[index].latency, sections: records.map { $0.backendLatencies[index] },
                    weight: design.greatestWeight, points: 0),
                inService: level { $0.backends[index].inService },
                queue: level { $0.backends[index].queue },
                connections: level { $0.backends[index].connections })
            if pool.backends[index].projectedReads > 0 {
                result.staleShare = share { ($0.backends[index].staleReads, $0.backends[index].projectedReads) }
            }
            return result
        }
    }

    func doorResults() -> [DoorResult] {
        guard let pool else { return [] }
        return pool.doors.indices.map { index in
            DoorResult(
                name: pool.doors[index].name,
                requests: monthly { $0.doors[index].requests },
                preflights: monthly { $0.doors[index].preflights },
                throttledShare: share {
                    ($0.doors[index].throttled, max($0.doors[index].requests, $0.doors[index].throttled))
                },
                cacheHitShare: subject.plan.doors[index].responseCache == nil ? nil : share {
                    ($0.doors[index].cacheHits, $0.doors[index].requests)
                },
                authorizerCalls: monthly { $0.doors[index].authorizerCalls },
                timeouts: monthly { $0.doors[index].timeouts },
                bytesIn: monthly { $0.doors[index].bytesIn },
                bytesOut: monthly { $0.doors[index].bytesOut })
        }
    }
}
