// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// How often one run of a handler uses each part of the plan, by expectation, whatever lies between: handlers that it
/// invokes, messages that it publishes and those who get them, states of workflows.
///
/// Retries, batches that are not full and branches cut short by failures are left out: these are weights for sharing
/// costs, not quantities that anybody pays.
struct UseCounts: Sendable {
    /// By index of the plan.
    private(set) var handlers: [Double]
    private(set) var backends: [Double]
    private(set) var channels: [Double]
    private let plan: Plan
    /// Handlers on the way from the first one to here: work that comes round again is not followed.
    private var path: [Int] = []
    private var channelPath: [Int] = []

    /// Paths less likely than this are not followed further.
    private static let least = 1e-4
    private static let longest = 10_000

    init(of handler: Int, in plan: Plan) {
        self.plan = plan
        handlers = Array(repeating: 0, count: plan.handlers.count)
        backends = Array(repeating: 0, count: plan.backends.count)
        channels = Array(repeating: 0, count: plan.channels.count)
        visit(handler: handler, 1)
    }

    private mutating func visit(handler: Int, _ weight: Double) {
        guard weight > Self.least, !path.contains(handler) else { return }
        if let split = plan.handlers[handler].split, !path.contains(handler) {
            path.append(handler)
            let members = plan.splits[split].members
            // How much overflows only a run can tell: for sharing costs among requests, all members count alike.
            let shares = if case .shares(let shares, _) = plan.splits[split].rule { shares }
                else { members.map { _ in 1 / Double(members.count) } }
            for (member, share) in zip(members, shares) { run(member, weight * share) }
            path.removeLast()
            return
        }
        run(handler, weight)
    }

    private mutating func run(_ handler: Int, _ weight: Double) {
        handlers[handler] += weight
        path.append(handler)
        follow(from: plan.handlers[handler].entry, weight)
        path.removeLast()
    }

    private mutating func visit(channel: Int, _ weight: Double) {
        guard weight > Self.least, !channelPath.contains(channel) else { return }
        channels[channel] += weight
        channelPath.append(channel)
        defer { channelPath.removeLast() }
        for subscription in plan.channels[channel].subscriptions {
            let share = weight * subscription.filterShare
            switch subscription.target {
            case .handler(let handler): visit(handler: handler, share)
            case .channel(let next): if next != channel { visit(channel: next, share) }
            case .nobody: break
            }
        }
    }

    private mutating func follow(from entry: Int, _ start: Double) {
        let program = plan.program
        var counter = entry, weight = start
        for _ in 0..<Self.longest where weight > Self.least && counter < program.instructions.count {
            let instruction = program.instructions[counter]
            counter += 1
            switch instruction {
            case .end, .join, .raise: return
            case .call(let call): use(program.calls[Int(call)], weight)
            case .fork(let fork): for branch in program.forks[Int(fork)].branches { follow(from: branch, weight) }
            case .map(let map):
                let plan = program.maps[Int(map)]
                follow(from: plan.entry, weight * max(0, plan.items.distribution.mean))
            case .choose(let choice):
                for (share, target) in zip(program.choices[Int(choice)].shares, program.choices[Int(choice)].targets) {
                    follow(from: target, weight * share)
                }
                return
            case .fail(let probability, _, _): weight *= 1 - Double(probability)
            case .jump(let target): counter = Int(target)
            case .loop(let target): counter = Int(target)
            case .compute, .wait, .respond, .once, .suppress, .enter: break
            }
        }
    }

    private mutating func use(_ call: CallPlan, _ weight: Double) {
        switch call.target {
        case .backend(let backend):
            backends[backend] += weight
            guard call.operation.isWrite else { return }
            for channel in plan.backends[backend].feeds { visit(channel: channel, weight) }
        case .handler(let handler): visit(handler: handler, weight)
        case .channel(let channel): visit(channel: channel, weight)
        }
    }
}
