// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

/// How a platform changes the number of its instances, as platform files and placements name it.
enum ScalingRule: String, CaseIterable {
    /// The number stays.
    case fixed
    /// Alarms on a metric: Application Auto Scaling, Azure autoscale, managed instance groups.
    case targetTracking = "target-tracking"
    /// The Horizontal Pod Autoscaler of Kubernetes.
    case pods
    /// The Knative Pod Autoscaler.
    case knative
    /// KEDA, and Azure Container Apps.
    case stepped
    /// Cloud Run: shares of the concurrency and of the cores in use.
    case concurrency
    /// An instance for each request that finds no place.
    case perRequest = "per-request"
    /// Lambda Managed Instances.
    case managed
}

extension Fields {
    /// `scale` says by which rule, `scale-on` by which metric and how much of it.
    func readScaling(into plan: inout ServicePlan) {
        let rule = take("scale")?.word(ScalingRule.self) ?? .fixed
        let targets = scaleTargets()
        switch rule {
        case .fixed: plan.scaler = .none
        case .targetTracking:
            plan.scaler = .targetTracking(targets.compactMap { metric, value in
                switch metric {
                case .cpu: TargetTrackingPlan(metric: .cpu, target: value)
                case .requests: TargetTrackingPlan(metric: .requestsPerTask, target: value * 60)
                case .backlog: TargetTrackingPlan(metric: .backlogPerTask, target: value)
                case .concurrency: nil
                }
            })
        case .pods:
            guard let first = targets.first else { return needMetric() }
            plan.scaler = .horizontalPod(HorizontalPodPlan(metric: first.metric, target: first.value))
        case .stepped:
            guard let first = targets.first else { return needMetric() }
            var scaling = SteppedScalingPlan(metric: first.metric, target: first.value)
            if let wait = take("scale-down-after")?.duration(allowZero: true) { scaling.downStabilisation = wait }
            plan.scaler = .stepped(scaling)
        case .knative: plan.scaler = .knative(knative(targets, concurrency: plan.concurrency))
        case .concurrency:
            var scaling = ConcurrencyScalingPlan()
            for (metric, value) in targets where value <= 1 {
                if metric == .cpu { scaling.cpuTarget = value }
                if metric == .concurrency { scaling.concurrencyTarget = value }
            }
            plan.scaler = .concurrency(scaling)
        case .perRequest:
            plan.scaler = .perRequest(PerRequestScalingPlan(coreQuota: take("core-quota")?.read(.number.positive)))
        case .managed: plan.scaler = .managed(ManagedInstancesPlan())
        }
        allow(["core-quota", "scale-down-after"] + Self.knativeKeys)
    }

    private func needMetric() {
        if has("scale-on") { return }
        reading.report(.missingKey(name: "scale-on"), at: place, path: path)
    }

    /// `{cpu: 60%}`, `{concurrency: 10}`, `{requests: 100/s}`, `{backlog: 5}`; a share of the concurrency for Cloud Run.
    private func scaleTargets() -> [(metric: TaskMetric, value: Double)] {
        guard let field = take("scale-on"), !field.isWord("none"), let metrics = field.fields() else { return [] }
        defer { metrics.finish() }
        return TaskMetric.allCases.compactMap { metric in
            guard let field = metrics.take(metric.rawValue) else { return nil }
            let isShare = field.node.text?.hasSuffix("%") ?? false
            let value = switch metric {
            case .cpu: field.share()
            case .concurrency: isShare ? field.share() : field.read(.number.positive)
            case .requests: field.quantity(.rate)
            case .backlog: field.read(.number.positive)
            }
            return value.map { (metric, $0) }
        }
    }

    private static var knativeKeys: [String] { ["utilisation", "burst-capacity", "zero-grace", "initial-scale"] }

    /// The capacity of an instance is its limit on requests at once, or 100 where there is none (Knative, autoscaling).
    private func knative(_ targets: [(metric: TaskMetric, value: Double)], concurrency: Int?) -> KnativePlan {
        var plan = KnativePlan(capacity: Double(concurrency ?? 100))
        if let first = targets.first {
            plan.metric = first.metric
            plan.capacity = first.value
        }
        if let value = take("utilisation")?.share() { plan.utilisation = value }
        if let value = take("burst-capacity")?.read(.number) { plan.targetBurstCapacity = value }
        if let value = take("zero-grace")?.duration() { plan.zeroGrace = value }
        if let value = take("initial-scale")?.count(allowZero: true) { plan.initialScale = value }
        return plan
    }
}
