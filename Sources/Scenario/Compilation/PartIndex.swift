// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// Where the parts of a deployment stand in its plan.
struct PartIndex {
    let backends: [BackendPlacement]
    let channels: [ChannelPlacement]
    /// Handlers, then workflows, as their plans are numbered.
    let invocable: [String]
    let placements: [HandlerPlacement]

    init(_ deployment: Deployment) {
        backends = deployment.backends
        channels = deployment.channels
        invocable = deployment.application.invocable
        placements = deployment.handlers
    }

    func backend(_ name: String) -> Int? { backends.firstIndex { $0.backend == name } }
    func channel(_ name: String) -> Int? { channels.firstIndex { $0.channel == name } }
    func handler(_ name: String) -> Int? { invocable.firstIndex(of: name) }

    /// The channel that asynchronous invocations of a handler go through: after those of the scenario, one for each.
    func asynchronousChannel(of handler: Int) -> Int { channels.count + handler }
}
