// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

extension Fields {
    /// A fleet of a platform file: instances with requests side by side, named `fleet`.
    func instances(_ placement: PlacementLayers, fleet: String, period: Period) -> HandlerPlacement? {
        let stream = "place.\(fleet)"
        let cpu = require("cpu")?.read(.number.positive)
        let memory = require("memory")?.megabytes(1...16_777_216)
        let range = require("instances")?.instanceRange()
        let zone = timeZone()
        var plan = ServicePlan(
            name: fleet, vCPU: cpu ?? 1, memory: memory ?? 512,
            tasks: TaskBounds(minimum: range?.low ?? 0, maximum: range?.high ?? 1))
        // What is kept ready is there without a request, and billed as the platform bills it.
        if let ready = take("always-ready")?.count(allowZero: true), ready > plan.tasks.minimum {
            plan.tasks = TaskBounds(minimum: ready, maximum: max(ready, plan.tasks.maximum))
        }
        plan.concurrency = take("concurrency")?.optionalCount() ?? nil
        plan.connectionPool = take("connection-pool")?.count() ?? 1
        plan.routing = take("routing")?.word(Routing.self) ?? .leastOutstanding
        if placement.product.profile.values["objects"] != nil, let objects = take("objects")?.keys() {
            plan.objects = KeyPlan(exponent: objects.exponent, count: objects.count, stream: "\(stream).objects")
            plan.tasks = TaskBounds(minimum: objects.count, maximum: objects.count)
        }
        readStart(into: &plan, stream: stream)
        plan.schedule = take("schedule")?.boundsSchedule(
            "instances", Field.instanceRange, phase: period.start.seconds + zone, length: period.runLength.seconds) ?? []
        readScaling(into: &plan)
        readWaiting(into: &plan, stream: stream)
        readLimits(into: &plan, stream: stream)
        readClocks(into: &plan)
        plan.nodes = take("nodes")?.nodes(for: plan, stream: "\(stream).nodes")
        let logs = logs()
        let callLatency = take("call-latency")?.distribution(.duration)
        let product = offered(
            placement.product,
            adding: ["log-bytes": logs.bytesPerRequest, "log-months": logs.retention.seconds / 2_628_000])
        finish()
        guard cpu != nil, memory != nil, range != nil else { return nil }
        return HandlerPlacement(
            handler: placement.part, fleet: .service(plan), provider: placement.provider, region: placement.region,
            product: .offered(product), callLatency: callLatency)
    }

    private func readStart(into plan: inout ServicePlan, stream: String) {
        if let startUp = take("start-up")?.optionalDistribution(.duration) ?? nil {
            plan.startUp = Draw(startUp, stream: "\(stream).start-up")
        }
        plan.launchRate = take("launch-rate")?.optionalTokenBucket() ?? nil
        plan.healthCheck = take("health-check")?.duration(allowZero: true) ?? .zero
        plan.deregistration = take("deregistration")?.duration(allowZero: true) ?? .zero
        if let lifetime = take("idle-lifetime")?.optionalDistribution(.duration) ?? nil {
            plan.idleLifetime = Draw(lifetime, stream: "\(stream).idle-lifetime")
        }
        let share = take("cold-start-share")?.share(), duration = take("cold-start")?.distribution(.duration)
        if let share, let duration, share > 0 {
            plan.coldStart = ColdStartChance(
                probability: share, duration: Draw(duration, stream: "\(stream).cold-start"))
        }
    }

    /// Where instances can be none, or are made for the requests that wait, those wait together.
    private func readWaiting(into plan: inout ServicePlan, stream: String) {
        switch plan.scaler {
        case .none, .targetTracking, .horizontalPod: plan.waitingPlace = plan.tasks.minimum == 0 ? .fleet : .task
        case .knative, .stepped, .concurrency, .perRequest, .managed: plan.waitingPlace = .fleet
        }
        plan.whenFull = take("queue")?.whenFull(stream: "\(stream).queue") ?? .queue(capacity: nil, patience: nil)
        if case .managed = plan.scaler { plan.whenFull = .refuse }
        guard let field = take("pending-patience") else { return }
        // Cloud Run: 3.5 times the mean start, at least what is said here, then 429.
        guard let least = field.duration(), case .queue(let capacity, nil) = plan.whenFull else { return }
        let patience = max(3.5 * (plan.startUp?.distribution.mean ?? 0), least.seconds)
        plan.whenFull = .queue(capacity: capacity, patience: Draw(.constant(patience), stream: "\(stream).patience"))
        plan.impatienceIsThrottling = true
    }

    private func readLimits(into plan: inout ServicePlan, stream: String) {
        plan.coreSharing = take("core-sharing")?.word(CoreSharing.self) ?? .shared
        plan.cpuLimit = take("cpu-limit")?.optionalDuration() ?? nil
        let stopsWork = take("timeout-stops-work")?.flag() ?? false
        if let limit = take("timeout")?.optionalDuration() ?? nil {
            plan.requestTimeout = RequestTimeoutPlan(limit: limit, stopsWork: stopsWork)
        }
    }

    private func readClocks(into plan: inout ServicePlan) {
        plan.billing = BillingClock(
            increment: take("bill-increment")?.duration() ?? .seconds(1),
            minimum: take("bill-minimum")?.duration(allowZero: true) ?? .zero)
        plan.activity = ActivityPlan(
            billing: plan.billing, includesStartUp: take("start-up-is-active")?.flag() ?? false)
        let least = take("request-minimum")?.duration(allowZero: true)
        if let increment = take("request-increment")?.duration() {
            plan.requestBilling = BillingClock(increment: increment, minimum: least ?? .zero)
        }
    }
}

extension Field {
    /// A number of instances, or a range of it that may begin at zero.
    fileprivate func instanceRange() -> CountRange? {
        let most = WorkLimit.instances
        return read(
            ValueReader.countRange.check({ $0.high <= most }, else: { .outOfRange(text: $0, low: nil, high: "\(most)") }))
    }

    /// `{cpu: 4, memory: 16 GB, count: 2..20, start-up: …}`: the machines under the instances.
    fileprivate func nodes(for plan: ServicePlan, stream: String) -> NodePlan? {
        if isWord("none") {
            note()
            return nil
        }
        guard let fields = fields() else { return nil }
        defer { fields.finish() }
        let cpu = fields.require("cpu")?.read(.number.positive)
        let memory = fields.require("memory")?.megabytes(1...16_777_216)
        let count = fields.require("count")?.instanceRange()
        let startUp = fields.take("start-up")?.draw(.duration, stream: "\(stream).start-up")
        let scan = fields.take("scan")?.duration(), decision = fields.take("decision")?.duration(allowZero: true)
        let idle = fields.take("idle-before-removal")?.duration()
        guard let cpu, let memory, let count else { return nil }
        let slots = NodePlan.slots(vCPU: cpu, memory: memory, forTasksOf: plan.vCPU, plan.memory)
        guard slots > 0 else {
            reading.report(
                .conflict(
                    "a node of \(cpu.formatted) vCPU and \(memory) MB has no room for an instance of "
                        + "\(plan.vCPU.formatted) vCPU and \(plan.memory) MB"), at: node)
            return nil
        }
        var nodes = NodePlan(taskSlots: slots, minimum: count.low, maximum: count.high)
        nodes.startUp = startUp
        if let scan { nodes.scanInterval = scan }
        if let decision { nodes.decisionDelay = decision }
        if let idle { nodes.idleBeforeRemoval = idle }
        return nodes
    }
}
