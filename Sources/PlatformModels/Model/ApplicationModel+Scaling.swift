// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// How many tasks a service has: what its scaler, its schedule and its waiting requests want.
extension ApplicationModel {
    mutating func scalerTick(_ service: Int, _ scheduler: inout Clock) {
        guard let period = services[service].scaler.period else { return }
        let reading = read(service, over: period, scheduler.now)
        if let wish = services[service].scaler.decide(reading) { fulfil(wish, of: service, &scheduler) }
        if case .knative(let scaler) = services[service].scaler {
            services[service].waitsTogether =
                scaler.excessBurstCapacity < 0 || services[service].plan.waitingPlace == .fleet
        }
        scheduler.schedule(ModelEvent(.scalerTick, id: service), after: period, as: .expiry)
    }

    private mutating func read(_ service: Int, over period: SimulationDuration, _ now: SimulationTime) -> FleetReading {
        let coreArea = Int128(services[service].millicores.area(until: now))
        let flightArea = Int128(services[service].running.area(until: now) + services[service].queued.area(until: now))
        var reading = FleetReading(
            now: now, period: period, bounds: services[service].bounds, desired: services[service].desired,
            ready: services[service].healthy.count, vCPU: services[service].plan.vCPU,
            concurrency: services[service].plan.concurrency)
        reading.cores = Double(coreArea - services[service].coreAreaAtTick) / 1000 / Double(period.nanoseconds)
        reading.inFlight = Double(flightArea - services[service].flightAreaAtTick) / Double(period.nanoseconds)
        reading.requests = services[service].requestsInPeriod
        reading.backlog = services[service].polledSubscriptions.reduce(0) { $0 + subscriptions[$1].backlog.value }
        services[service].coreAreaAtTick = coreArea
        services[service].flightAreaAtTick = flightArea
        services[service].requestsInPeriod = 0
        return reading
    }

    private mutating func fulfil(_ wish: ScalerWish, of service: Int, _ scheduler: inout Clock) {
        switch services[service].plan.scaler {
        case .none, .targetTracking:
            scheduler.schedule(
                ModelEvent(.scaleTo, id: wish.tasks, tag: UInt32(service)), after: wish.delay, as: .expiry)
        case .concurrency, .perRequest:
            services[service].scalerWish = wish.tasks
            if wish.tasks > services[service].desired { scale(service: service, to: wish.tasks, &scheduler) }
            services[service].sortOutSpares()
        case .horizontalPod, .knative, .stepped, .managed:
            scale(service: service, to: wish.tasks, &scheduler)
        }
    }

    mutating func changeBounds(service: Int, change: Int, _ scheduler: inout Clock) {
        services[service].bounds = services[service].plan.schedule[change].bounds
        scale(service: service, to: services[service].desired, &scheduler)
        settleAlwaysReady(service, &scheduler)
        startForWaiting(service, &scheduler)
    }

    mutating func scale(service: Int, to wish: Int, _ scheduler: inout Clock) {
        let bounds = services[service].bounds
        let target = min(max(wish, bounds.minimum), bounds.maximum)
        let change = target - services[service].desired
        services[service].desired = target
        if change > 0 { for _ in 0..<change { requestLaunch(service, &scheduler) } }
        if change < 0 { for _ in 0..<(-change) { takeOutOne(service, &scheduler) } }
    }

    /// What is not there yet goes first, where the platform forgets a wish that it has withdrawn.
    private mutating func takeOutOne(_ service: Int, _ scheduler: inout Clock) {
        if let unplaced = services[service].nodes?.unplaced, unplaced > 0 {
            services[service].nodes?.unplaced -= 1
            return
        }
        if services[service].notesColdStarts {
            if services[service].launchesAhead > services[service].launchesToSkip {
                services[service].launchesToSkip += 1
                return
            }
            if let task = services[service].starting.popLast() {
                return cancelStart(service, Int(task), scheduler.now)
            }
        }
        drainOne(service, &scheduler)
    }

    mutating func requestLaunch(_ service: Int, _ scheduler: inout Clock) {
        let time = services[service].launchRate?.reserve(at: scheduler.now) ?? scheduler.now
        if time <= scheduler.now { return launchTask(service, &scheduler) }
        services[service].launchesAhead += 1
        scheduler.schedule(ModelEvent(.taskLaunch, id: service), at: time, as: .expiry)
    }

    /// The launch rate lets one more task start, if it is still wanted.
    mutating func launchIsDue(_ service: Int, _ scheduler: inout Clock) {
        services[service].launchesAhead -= 1
        if services[service].launchesToSkip > 0 {
            services[service].launchesToSkip -= 1
            return
        }
        guard services[service].isLaunchWanted else {
            services[service].desired -= 1
            return
        }
        launchTask(service, &scheduler)
    }

    /// Requests find no place, one that has just come or those that wait: they may start tasks.
    mutating func startForWaiting(_ service: Int, arriving: Int = 0, _ scheduler: inout Clock) {
        if services[service].startsOnDemand {
            let more = services[service].demand.starts(
                waiting: services[service].sharedQueued + arriving, coming: services[service].coming,
                wanted: services[service].desired, maximum: services[service].bounds.maximum)
            guard more > 0 else { return }
            scale(service: service, to: services[service].desired + more, &scheduler)
        } else if arriving > 0, services[service].desired == 0, services[service].plan.scaler.wakesFromZero {
            scale(service: service, to: 1, &scheduler)
        }
    }
}

extension ServiceState {
    /// Whether a launch that has waited for its turn still has somebody who waits for it.
    fileprivate var isLaunchWanted: Bool {
        guard startsOnDemand, replacing == 0, desired > max(bounds.minimum, scalerWish) else { return true }
        return sharedQueued > starting.count * min(demand.concurrency, 1 << 32)
    }

    /// The oldest tasks, as many as are wanted, get the requests; the rest only what finds no place there.
    mutating func sortOutSpares() {
        guard case .concurrency = plan.scaler else { return }
        let wanted = max(scalerWish, bounds.minimum, 1)
        var hasChanged = false
        for (rank, task) in healthy.enumerated() where tasks[Int(task)].isSpare != (rank >= wanted) {
            tasks[Int(task)].isSpare = rank >= wanted
            hasChanged = true
        }
        if hasChanged { relist() }
    }

    private mutating func relist() {
        free.removeAll(keepingCapacity: true)
        spare.removeAll(keepingCapacity: true)
        for task in 0..<tasks.bound { tasks[task].isListedFree = false }
        for task in healthy { listIfFree(Int(task)) }
    }
}
