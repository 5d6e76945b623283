// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Executions of the handlers and workflows that the plan asks to be followed.
extension ApplicationModel {
    @inline(never)
    mutating func noteOperation(_ index: Int, isFailure: Bool, _ now: SimulationTime) {
        let handler = asked(of: index)
        guard plan.handlers[handler].isFollowed else { return }
        guard !isFailure else { return operations[handler].failed &+= 1 }
        operations[handler].succeeded &+= 1
        operations[handler].durations.record(UInt64(bitPattern: (now - invocations[index].arrived).nanoseconds))
    }

    @inline(never)
    mutating func noteRefusedOperation(_ handler: Int) {
        if plan.handlers[handler].isFollowed { operations[handler].refused &+= 1 }
    }

    /// What a caller other than a request has just asked for; nil for a request, which counts its refusals itself.
    mutating func handlerAsked(by caller: Caller) -> Int? {
        switch caller.kind {
        case .frame:
            let call = Int(frames[Int(caller.index)].call)
            guard case .handler(let handler) = calls[call].plan.target else { return nil }
            return handler
        case .delivery:
            let subscription = Int(deliveries[Int(caller.index)].subscription)
            guard case .handler(let handler) = subscriptions[subscription].plan.target else { return nil }
            return handler
        case .request, .authorizer, .preflight, .nobody: return nil
        }
    }

    mutating func restartOperations() {
        guard followsOperations else { return }
        for handler in operations.indices { operations[handler] = OperationObservation() }
    }

    /// The handler that an invocation was asked of, whichever fleet does it.
    func asked(of index: Int) -> Int {
        let handler = Int(invocations[index].handler)
        return plan.handlers[handler].standsFor ?? handler
    }
}
