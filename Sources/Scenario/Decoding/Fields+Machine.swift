// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

extension Fields {
    /// A service that runs state machines, with its limits; who bills it is for its platform file to say.
    func machine(_ placement: PlacementLayers) -> HandlerPlacement {
        let stream = "place.\(placement.part)"
        var plan = WorkflowPlan(name: placement.part, isExpress: false)
        plan.transitionLatency = take("transition-latency")?.draw(.duration, stream: "\(stream).transition")
        plan.startLimit = take("start-limit")?.optionalTokenBucket() ?? nil
        plan.timeout = take("timeout")?.optionalDuration() ?? nil
        plan.transitionLimit = take("transition-limit")?.optionalTokenBucket() ?? nil
        plan.openLimit = take("open-limit")?.optionalCount() ?? nil
        plan.historyLimit = take("history-limit")?.optionalCount() ?? nil
        let callLatency = take("call-latency")?.distribution(.duration)
        let product = offered(placement.product)
        finish()
        return HandlerPlacement(
            handler: placement.part, fleet: .workflow(plan), provider: placement.provider, region: placement.region,
            product: .offered(product), callLatency: callLatency)
    }
}
