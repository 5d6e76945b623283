// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
import SimulationKernel

/// What goes from one provider or region to another takes time, and its bytes are billed where they leave.
///
/// A read's bytes leave the place of what is read, those of everything else the caller's. What an invoked handler
/// answers to another handler is not counted.
extension PlanCompiler {
    mutating func addCrossings() {
        for index in plan.program.calls.indices { cross(call: index) }
        for channel in plan.channels.indices {
            for number in plan.channels[channel].subscriptions.indices { cross(subscription: number, of: channel) }
        }
        for door in plan.doors.indices { cross(door: door) }
    }

    private mutating func cross(call index: Int) {
        var call = plan.program.calls[index]
        let caller = compiler.callers[index], callee = deployment.home(of: call.target)
        guard let caller, let callee, let time = deployment.network.time(from: caller, to: callee) else { return }
        let way = time.seconds
        switch call.target {
        case .backend:
            let both = call.eachWay ?? Draw(.constant(0), stream: "\(call.stream).way")
            call.eachWay = Draw(both.distribution.later(by: way), stream: both.stream)
        case .handler, .channel:
            let base = call.latency ?? Draw(.constant(0), stream: "\(call.stream).latency")
            call.latency = Draw(base.distribution.later(by: 2 * way), stream: base.stream)
        }
        call.isCounted = true
        plan.program.calls[index] = call
        let isRead = if case .read = call.operation { true } else { false }
        transfers.append(
            deployment.network.transfer(.call(index), from: isRead ? callee : caller, to: isRead ? caller : callee))
    }

    private mutating func cross(subscription number: Int, of channel: Int) {
        var subscription = plan.channels[channel].subscriptions[number]
        let target: Home? =
            switch subscription.target {
            case .handler(let handler): deployment.home(ofHandler: handler)
            case .channel(let next): deployment.home(of: .channel(next))
            case .nobody: nil
            }
        let home = deployment.home(of: .channel(channel))
        guard let home, let target, let time = deployment.network.time(from: home, to: target) else { return }
        let base = subscription.latency ?? Draw(.constant(0), stream: "channels.\(subscription.name).latency")
        subscription.latency = Draw(base.distribution.later(by: time.seconds), stream: base.stream)
        plan.channels[channel].subscriptions[number] = subscription
        let counter = Transfer.Counter.subscription(channel: channel, number: number)
        transfers.append(deployment.network.transfer(counter, from: home, to: target))
    }

    private mutating func cross(door: Int) {
        let placement = deployment.doors[door]
        guard let home = Home(placement.provider, placement.region) else { return }
        let routed = Set(plan.sources.flatMap(\.routes).filter { $0.door == door }.map(\.handler))
        for handler in routed.sorted() {
            guard let target = deployment.home(ofHandler: handler),
                let time = deployment.network.time(from: home, to: target)
            else { continue }
            plan.doors[door].crossings.append(
                DoorCrossing(handler: handler, thereAndBack: .seconds(2 * time.seconds)))
            transfers.append(
                deployment.network.transfer(.requests(door: door, handler: handler), from: home, to: target))
            transfers.append(
                deployment.network.transfer(.answers(door: door, handler: handler), from: target, to: home))
        }
    }
}

extension Deployment {
    /// Where a handler or workflow of the plan runs; nil for the steps of senders.
    func home(ofHandler index: Int) -> Home? {
        handlers.indices.contains(index) ? Home(handlers[index].provider, handlers[index].region) : nil
    }

    func home(of target: CallTarget) -> Home? {
        switch target {
        case .backend(let index): Home(backends[index].provider, backends[index].region)
        case .handler(let index): home(ofHandler: index)
        case .channel(let index) where channels.indices.contains(index):
            Home(channels[index].provider, channels[index].region)
        // The channels behind carry asynchronous invocations: each stands where its handler does.
        case .channel(let index): home(ofHandler: index - channels.count)
        }
    }
}

extension Distribution {
    /// The same, so many seconds later.
    fileprivate func later(by seconds: Double) -> Distribution {
        if case .constant(let value) = self { return .constant(value + seconds) }
        return .shifted(self, by: seconds)
    }
}
