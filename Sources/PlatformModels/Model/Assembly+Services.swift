// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Container services of a plan.
extension Assembly {
    mutating func service(_ service: ServicePlan, number: Int) -> ServiceState {
        let computesInParallel = plan.handlers.contains { $0.computesInParallel }
        let ownsCore = service.coreSharing == .unlimited
        let isExclusive = ownsCore
            || !computesInParallel && Double(service.concurrency ?? .max) <= max(1, service.vCPU)
        let waitsTogether = service.waitingPlace == .fleet || [.sharedQueue, .fillFirst].contains(service.routing)
        let quota: Double? = if case .perRequest(let plan) = service.scaler { plan.coreQuota } else { nil }
        let scaler = Scaler(service.scaler, bounds: service.tasks, at: start)
        var isBuffered = waitsTogether
        if case .knative(let knative) = scaler { isBuffered = waitsTogether || knative.excessBurstCapacity < 0 }
        return ServiceState(
            plan: service, startUp: index(of: service.startUp), patience: index(of: patience(service.whenFull)),
            idleLifetime: index(of: service.idleLifetime), routeKey: key("\(service.name)/routing"),
            coldStart: service.coldStart.map {
                CompiledColdStart(
                    probability: $0.probability, key: key("\(service.name)/cold"), duration: index(of: $0.duration))
            },
            isExclusive: isExclusive,
            objects: service.objects.map {
                CompiledObjects(popularity: ZipfSampler(exponent: $0.exponent, count: $0.count), key: key($0.stream))
            },
            stretch: ownsCore ? 1 : 1 / min(1, service.vCPU),
            millicoresOfOne: ownsCore ? 1000 : Int((min(1, service.vCPU) * 1000).rounded()),
            startsOnDemand: service.scaler.startsOnDemand,
            demand: StartsOnDemand(concurrency: service.concurrency, vCPU: service.vCPU, coreQuota: quota),
            notesColdStarts: service.scaler.notesColdStarts,
            listsFree: isBuffered || service.scaler.wakesFromZero, isMetered: service.isMetered,
            bounds: service.tasks, waitsTogether: isBuffered,
            launchRate: service.launchRate.map { TokenBucket($0) }, scaler: scaler,
            nodes: service.nodes.map { NodePool($0, startUp: index(of: $0.startUp), level: level(limit: $0.maximum)) },
            deadlines: service.requestTimeout.map { DeadlineQueue(wait: $0.limit) },
            polledSubscriptions: subscriptions(polledBy: number),
            activity: service.activity.map { ActivityMeter($0, active: level(), at: start) },
            running: level(), queued: level(), alive: level(limit: service.tasks.maximum),
            healthyLevel: level(), millicores: level(), seen: ServiceObservation(name: service.name))
    }
}

extension ServicePlan {
    /// Whether anything of a request or task is counted, limited or added beyond what every service has.
    fileprivate var isMetered: Bool {
        activity != nil || requestBilling != nil || idleLifetime != nil || requestTimeout != nil || coldStart != nil
            || cpuLimit != nil || scaler.notesColdStarts
    }
}
