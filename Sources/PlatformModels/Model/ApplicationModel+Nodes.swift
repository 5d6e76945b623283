// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Machines of a service: started for tasks without room, removed when they have long been empty.
extension ApplicationModel {
    mutating func beginNodes(_ service: Int, _ scheduler: inout Clock) {
        guard let nodes = services[service].nodes?.plan else { return }
        let slots = max(1, nodes.taskSlots)
        let needed = (services[service].desired + slots - 1) / slots
        for _ in 0..<min(max(nodes.minimum, needed), nodes.maximum) {
            guard let node = services[service].nodes?.decide() else { return }
            askForNode(service, scheduler.now)
            services[service].nodes?.makeReady(node, at: scheduler.now)
        }
        scheduler.schedule(ModelEvent(.nodeScan, id: service), after: nodes.scanInterval, as: .expiry)
    }

    private mutating func askForNode(_ service: Int, _ now: SimulationTime) {
        services[service].nodes?.ask(at: now)
        services[service].seen.nodesStarted &+= 1
    }

    mutating func scanNodes(_ service: Int, _ scheduler: inout Clock) {
        guard let nodes = services[service].nodes else { return }
        for _ in 0..<nodes.missing() {
            guard let node = services[service].nodes?.decide() else { break }
            scheduler.schedule(
                ModelEvent(.nodeLaunch, id: node, tag: UInt32(service)), after: nodes.plan.decisionDelay, as: .expiry)
        }
        services[service].nodes?.removeIdle(at: scheduler.now)
        scheduler.schedule(ModelEvent(.nodeScan, id: service), after: nodes.plan.scanInterval, as: .expiry)
    }

    mutating func launchNode(service: Int, node: Int, _ scheduler: inout Clock) {
        guard let nodes = services[service].nodes else { return }
        askForNode(service, scheduler.now)
        let delay = duration(nodes.startUp, identity: services[service].seen.nodesStarted, occurrence: 0)
        scheduler.schedule(
            ModelEvent(.nodeReady, id: node, tag: UInt32(service)), after: delay, as: .completion)
    }

    mutating func nodeReady(service: Int, node: Int, _ scheduler: inout Clock) {
        services[service].nodes?.makeReady(node, at: scheduler.now)
        placeUnplaced(service, &scheduler)
    }

    /// Tasks that wait for room take what there is now.
    mutating func placeUnplaced(_ service: Int, _ scheduler: inout Clock) {
        while let unplaced = services[service].nodes?.unplaced, unplaced > 0,
              let node = services[service].nodes?.place() {
            services[service].nodes?.unplaced -= 1
            startTask(service, on: node, &scheduler)
        }
    }
}
