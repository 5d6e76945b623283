// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

extension Fields {
    /// A state machine on AWS Step Functions.
    func stepFunctions(_ placement: PlacementLayers, isExpress: Bool) -> HandlerPlacement {
        let stream = "place.\(placement.part)"
        var plan = WorkflowPlan(name: placement.part, isExpress: isExpress)
        plan.transitionLatency = take("transition-latency")?.draw(.duration, stream: "\(stream).transition")
        plan.startLimit = take("start-limit")?.optionalTokenBucket() ?? nil
        plan.timeout = take("timeout")?.optionalDuration() ?? nil
        let callLatency = take("call-latency")?.distribution(.duration)
        if isExpress {
            // 64 MB is the step in which memory is billed (aws.amazon.com/step-functions/pricing).
            plan.memory = take("memory")?.megabytes(64...1_048_576) ?? 64
        } else {
            plan.transitionLimit = take("transition-limit")?.optionalTokenBucket() ?? nil
            plan.openLimit = take("open-limit")?.optionalCount() ?? nil
            plan.historyLimit = take("history-limit")?.optionalCount() ?? nil
        }
        finish()
        return HandlerPlacement(
            handler: placement.part, fleet: .workflow(plan), provider: placement.provider, region: placement.region,
            product: .stepFunctions(isExpress: isExpress), callLatency: callLatency)
    }
}
