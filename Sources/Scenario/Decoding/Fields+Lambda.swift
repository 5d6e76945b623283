// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Pricing
import Sampling
import SimulationKernel

extension Fields {
    /// A function on AWS Lambda.
    func lambda(_ placement: PlacementLayers, period: Period) -> HandlerPlacement? {
        let handler = placement.part
        let stream = "place.\(handler)"
        let memory = take("memory")?.megabytes(LambdaQuota.memory)
        let package = take("package")?.word(PackageType.self) ?? .zip
        let architecture = take("architecture")?.word(Architecture.self) ?? .x86_64
        var plan = FunctionPlan(
            name: handler, account: 0, memory: memory ?? LambdaQuota.memory.lowerBound,
            vCPU: Double(memory ?? LambdaQuota.memory.lowerBound) / LambdaQuota.megabytesPerCore)
        plan.timeout = lambdaTimeout()
        plan.reserved = take("reserved")?.count(allowZero: true)
        plan.maximumInstances = take("max-instances")?.count()
        let rateFactor = take("requests-per-concurrency")?.optionalRate() ?? nil
        plan.requestRateFactor = rateFactor
        let provisioned = take("provisioned")
        plan.provisioned = self.provisioned(provisioned, period: period)
        if let provisioned, let count = plan.provisioned?.greatestCount, let reserved = plan.reserved,
            count > reserved
        {
            reading.report(
                .conflict("provisioned concurrency (\(count)) cannot exceed reserved concurrency (\(reserved))"),
                at: provisioned.node)
        }
        plan.scaleOut = take("scale-out")?.optionalTokenBucket() ?? nil
        plan.idleLifetime = (take("idle-lifetime")?.optionalDistribution(.duration) ?? nil)
            .map { Draw($0, stream: "\(stream).idle-lifetime") }
        plan.maximumAge = (take("maximum-age")?.optionalDistribution(.duration) ?? nil)
            .map { Draw($0, stream: "\(stream).maximum-age") }
        plan.replacesAged = take("replace-aged")?.flag() ?? true
        plan.reuse = take("reuse")?.word(ReuseOrder.self) ?? .mostRecentlyReleased
        plan.whenFull = take("queue")?.whenFull(stream: "\(stream).queue") ?? .refuse
        plan.billing = BillingClock(
            increment: take("bill-increment")?.duration() ?? .seconds(0.001),
            minimum: take("bill-minimum")?.duration(allowZero: true) ?? .zero)
        plan.start = start(plan, package: package, architecture: architecture, stream: stream)
        let concurrency = take("account-concurrency")?.optionalCount() ?? nil
        let product = LambdaPlacement(
            architecture: architecture, memoryMegabytes: plan.memory,
            ephemeralMegabytes: take("ephemeral-storage")?.megabytes(LambdaQuota.ephemeralStorage) ?? 512,
            logs: logs(),
            network: take("network")?.word(Network.self) ?? .open,
            savingsPlan: take("savings-plan")?.savingsPlan(),
            provisioned: plan.provisioned?.count ?? 0, package: package, snapStart: snapStart())
        finish()
        guard memory != nil else { return nil }
        noteDerived("vCPU", plan.vCPU, unit: "cores", source: "memory / 1,769 MB (AWS Lambda Developer Guide)")
        let name = "\(placement.provider?.rawValue ?? "")/\(placement.region?.rawValue ?? "")"
        return HandlerPlacement(
            handler: handler,
            fleet: .function(
                plan, account: AccountPlan(name: name, concurrency: concurrency, requestRateFactor: rateFactor)),
            provider: placement.provider, region: placement.region, product: .lambda(product))
    }

    private func lambdaTimeout() -> SimulationDuration? {
        guard let field = take("timeout"), let timeout = field.optionalDuration() ?? nil else { return nil }
        if timeout.nanoseconds > LambdaQuota.timeout.nanoseconds {
            reading.report(.outOfRange(text: field.node.flowText, low: nil, high: "900 s"), at: field.node)
        }
        return timeout
    }

    /// Lists a value that follows from others.
    func noteDerived(_ key: String, _ value: Double, unit: String, source: String) {
        let rounded = (value * 10_000).rounded() / 10_000
        reading.note(
            Assumption(
                path: "\(path).\(key)", value: "\(rounded.formatted) \(unit)", origin: .derived, source: source,
                confidence: nil, range: nil))
    }
}

extension Field {
    /// `none`, or the terms of a Compute Savings Plan.
    func savingsPlan() -> SavingsPlan? {
        if isWord("none") { return nil }
        return word(SavingsPlan.self)
    }

    /// `unlimited` is nil within; nil itself follows a report.
    func optionalRate() -> Double?? {
        if isWord("unlimited") {
            note()
            return .some(nil)
        }
        return quantity(.rate).map { .some($0) }
    }
}
