// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Pricing
import Sampling
import SimulationKernel

extension Fields {
    /// A container service on AWS Fargate, named `fleet`.
    func fargate(_ placement: PlacementLayers, fleet: String, period: Period) -> HandlerPlacement? {
        let stream = "place.\(fleet)"
        let cpuField = take("cpu")
        let cpu = cpuField?.quantity(.number)
        let memoryField = take("memory")
        let memory = memoryField?.megabytes(512...249_856)
        if let cpuField, let cpu, let memoryField, let memory {
            checkTaskSize(cpu, cpuField, memory, memoryField)
        }
        let range = take("tasks")?.taskRange()
        let zone = timeZone()
        var plan = ServicePlan(
            name: fleet, vCPU: cpu ?? 1, memory: memory ?? 2_048,
            tasks: TaskBounds(minimum: range?.low ?? 1, maximum: range?.high ?? 1))
        plan.concurrency = take("concurrency")?.optionalCount() ?? nil
        plan.whenFull = take("queue")?.whenFull(stream: "\(stream).queue") ?? .queue(capacity: nil, patience: nil)
        plan.routing = take("routing")?.word(Routing.self) ?? .roundRobin
        plan.startUp = startUp().map { Draw($0, stream: "\(stream).start-up") }
        plan.launchRate = take("launch-rate")?.optionalTokenBucket() ?? nil
        plan.healthCheck = take("health-check")?.duration(allowZero: true) ?? .zero
        plan.deregistration = take("deregistration")?.duration(allowZero: true) ?? .zero
        plan.schedule =
            take("schedule")?.boundsSchedule(
                "tasks", Field.taskRange, phase: period.start.seconds + zone, length: period.runLength.seconds) ?? []
        let trackings = scaling(isElastic: plan.tasks.minimum < plan.tasks.maximum || !plan.schedule.isEmpty)
        if !trackings.isEmpty { plan.scaler = .targetTracking(trackings) }
        plan.connectionPool = take("connection-pool")?.count() ?? 1
        plan.billing = BillingClock(
            increment: take("bill-increment")?.duration() ?? .seconds(1),
            minimum: take("bill-minimum")?.duration(allowZero: true) ?? .seconds(60))
        let product = FargatePlacement(
            architecture: take("architecture")?.word(Architecture.self) ?? .x86_64, vCPU: plan.vCPU,
            memoryMegabytes: plan.memory, pricing: take("pricing")?.fargatePricing() ?? .onDemand,
            ephemeralGigabytes: take("ephemeral-storage")?.gigabytes() ?? 20,
            hasPublicIP: take("public-ip")?.flag() ?? false, logs: logs(),
            network: take("network")?.word(Network.self) ?? .open)
        finish()
        if case .spot = product.pricing {
            reading.warn(
                "Spot tasks are taken away with two minutes' notice where AWS needs them, which is not simulated",
                hint: "put some tasks on demand where that must not happen", at: place, path: path)
        }
        guard cpu != nil, memory != nil, range != nil else { return nil }
        return HandlerPlacement(
            handler: placement.part, fleet: .service(plan), provider: placement.provider, region: placement.region,
            product: .fargate(product))
    }

    private func checkTaskSize(_ cpu: Double, _ cpuField: Field, _ memory: Int, _ memoryField: Field) {
        switch TaskSize.fault(vCPU: cpu, gigabytes: Double(memory) / 1_024) {
        case nil: break
        case .noSuchCores:
            let known = TaskSize.gigabytes.keys.sorted().map(\.formatted).joined(separator: ", ")
            reading.report(
                .conflict("Fargate has no task with \(cpu.formatted) vCPU: expected \(known)"), at: cpuField.node)
        case .memory(let range):
            reading.report(
                .outOfRange(
                    text: memoryField.node.flowText, low: "\(range.lowerBound.formatted) GB",
                    high: "\(range.upperBound.formatted) GB with \(cpu.formatted) vCPU"),
                at: memoryField.node)
        }
    }

    /// `start-up`, or provisioning + image / pull rate + boot, within the 15 to 120 s that were observed.
    private func startUp() -> Distribution? {
        let parts = ["image", "provisioning-time", "pull-rate", "boot", "start-up-spread"]
        if has("start-up") {
            allow(parts)
            return take("start-up")?.optionalDistribution(.duration) ?? nil
        }
        allow(["start-up"])
        let provisioning = take("provisioning-time")?.duration(allowZero: true)?.seconds
        let image = take("image")?.quantity(.size)
        let rate = take("pull-rate")?.bytesPerSecond()
        let boot = take("boot")?.duration(allowZero: true)?.seconds
        let spread = take("start-up-spread")?.distribution(.number)
        guard let provisioning, let image, let rate, let boot, let spread else { return nil }
        let mean = min(max(provisioning + image / rate + boot, 15), 120)
        noteDerived("start-up", mean, unit: "s", source: "provisioning + image / pull rate + boot, within 15 to 120 s")
        return spread.scaled(by: mean)
    }

    private func scaling(isElastic: Bool) -> [TargetTrackingPlan] {
        let field = has("scale-on") || isElastic ? take("scale-on") : nil
        let timing = [
            "metric-period", "periods-out", "periods-in", "alarm-delay", "cooldown-out", "cooldown-in",
            "scale-in-below",
        ]
        allow(["scale-on"] + timing)
        guard let field, !field.isWord("none"), let metrics = field.fields() else { return [] }
        if !isElastic {
            reading.warn(
                "a fixed number of tasks cannot be scaled", hint: "write 'tasks: 2..40'", at: field.node.place,
                path: field.path)
        }
        var plans: [TargetTrackingPlan] = []
        if let target = metrics.take("cpu")?.share() { plans.append(TargetTrackingPlan(metric: .cpu, target: target)) }
        if let target = metrics.take("requests-per-task")?.quantity(.rate) {
            plans.append(TargetTrackingPlan(metric: .requestsPerTask, target: target * 60))
        }
        metrics.finish()
        if plans.isEmpty {
            reading.report(
                .notOneKey(found: field.node.keys, expected: "cpu: 60% or requests-per-task: 1000/min"), at: field.node)
        }
        for index in plans.indices { readTiming(into: &plans[index]) }
        return plans
    }

    private func readTiming(into plan: inout TargetTrackingPlan) {
        if let value = take("metric-period")?.duration() { plan.period = value }
        if let value = take("periods-out")?.count() { plan.periodsOut = value }
        if let value = take("periods-in")?.count() { plan.periodsIn = value }
        if let value = take("alarm-delay")?.duration(allowZero: true) { plan.alarmDelay = value }
        if let value = take("cooldown-out")?.duration(allowZero: true) { plan.cooldownOut = value }
        if let value = take("cooldown-in")?.duration(allowZero: true) { plan.cooldownIn = value }
        if let value = take("scale-in-below")?.share() { plan.scaleInBelow = value }
    }
}

extension Field {
    /// A number of tasks or a range of it.
    func taskRange() -> CountRange? {
        let most = WorkLimit.instances
        let reader = ValueReader.countRange.positive
        return read(reader.check({ $0.high <= most }, else: { .outOfRange(text: $0, low: nil, high: "\(most)") }))
    }

    fileprivate func fargatePricing() -> FargatePricing? {
        switch node.text {
        case "on-demand":
            note()
            return .onDemand
        case "spot":
            note()
            return .spot
        default:
            guard let text = text(expected: "on-demand, spot or a savings plan") else { return nil }
            guard let plan = SavingsPlan(rawValue: text) else {
                reading.unknown(
                    "pricing", text, known: ["on-demand", "spot"] + SavingsPlan.allCases.map(\.rawValue), at: node)
                return nil
            }
            note()
            return .savingsPlan(plan)
        }
    }
}
