// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

extension Fields {
    /// A state machine on AWS Step Functions.
    func stepFunctions(_ placement: PlacementLayers, isExpress: Bool) -> HandlerPlacement {
        var plan = workflow(placement, isExpress: isExpress)
        // 64 MB is the step in which memory is billed (aws.amazon.com/step-functions/pricing).
        if isExpress { plan.memory = take("memory")?.megabytes(64...1_048_576) ?? 64 }
        return placed(plan, placement, product: .stepFunctions(isExpress: isExpress))
    }

    /// A service that runs state machines, with its limits; who bills it is for its platform file to say.
    func machine(_ placement: PlacementLayers) -> HandlerPlacement {
        let plan = workflow(placement, isExpress: false)
        return placed(plan, placement, product: .offered(offered(placement.product)))
    }

    private func workflow(_ placement: PlacementLayers, isExpress: Bool) -> WorkflowPlan {
        var plan = WorkflowPlan(name: placement.part, isExpress: isExpress)
        plan.transitionLatency = take("transition-latency")?
            .draw(.duration, stream: "place.\(placement.part).transition")
        plan.startLimit = take("start-limit")?.optionalTokenBucket() ?? nil
        plan.timeout = take("timeout")?.optionalDuration() ?? nil
        guard !isExpress else { return plan }
        plan.transitionLimit = take("transition-limit")?.optionalTokenBucket() ?? nil
        plan.openLimit = take("open-limit")?.optionalCount() ?? nil
        plan.historyLimit = take("history-limit")?.optionalCount() ?? nil
        return plan
    }

    private func placed(_ plan: WorkflowPlan, _ placement: PlacementLayers, product: PlacedProduct) -> HandlerPlacement {
        let callLatency = take("call-latency")?.distribution(.duration)
        finish()
        return HandlerPlacement(
            handler: placement.part, fleet: .workflow(plan), provider: placement.provider, region: placement.region,
            product: product, callLatency: callLatency)
    }
}
