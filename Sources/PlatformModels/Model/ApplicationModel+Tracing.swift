// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// What a tracer is told; nobody comes here unless a request is followed.
extension ApplicationModel {
    @inline(never)
    mutating func traceAttempt(_ slot: Int, _ now: SimulationTime) {
        let flow = Int(requests[slot].flow)
        let handler = plan.handlers[flows[flow].handler].name
        let name = flows[flow].door.map { "\(plan.doors[$0].name)/\(handler)" } ?? handler
        tracer?.beginAttempt(requests[slot].identity, number: Int(requests[slot].attempt), name, now)
    }

    @inline(never)
    mutating func traceAsk(_ index: Int, _ now: SimulationTime) {
        let caller = invocations[index].caller
        var carried: UInt64?
        if caller.kind == .delivery {
            carried = batches[Int(caller.index)].first { tracer?.follows($0.identity) ?? false }?.identity
            if carried == nil { return }
        }
        tracer?.ask(index, plan.handlers[Int(invocations[index].handler)].name, caller, carries: carried, now)
    }

    @inline(never)
    mutating func traceStep(_ frame: Int, _ kind: TraceSpan.Kind, _ now: SimulationTime) {
        tracer?.beginStep(frame, kind, of: Int(frames[frame].invocation), frames[frame].identity, now)
    }

    mutating func traceState(_ frame: Int, _ state: Int, _ now: SimulationTime) {
        let parent = Int(frames[frame].parent)
        tracer?.enterState(
            frame, plan.program.states[state].name, within: parent >= 0 ? parent : nil,
            of: Int(frames[frame].invocation), frames[frame].identity, now)
    }

    mutating func traceCall(_ frame: Int, _ call: Int, _ now: SimulationTime) {
        let name =
            switch calls[call].plan.target {
            case .backend(let backend): plan.backends[backend].name
            case .handler(let handler): plan.handlers[handler].name
            case .channel(let channel): plan.channels[channel].name
            }
        tracer?.beginCall(
            frame, name, attempt: Int(frames[frame].callAttempt), of: Int(frames[frame].invocation),
            frames[frame].identity, now)
    }

    mutating func tracePublished(_ slot: Int, _ subscription: Int, _ now: SimulationTime) {
        let name = subscriptions[subscription].plan.name
        tracer?.publish(slot, name, messages[slot].letter.identity, now)
    }

    /// Work with an identity of its own follows from what a frame does.
    mutating func traceDerived(_ child: UInt64, from frame: Int) {
        tracer?.derive(child, from: frames[frame].identity, in: frame, of: Int(frames[frame].invocation))
    }
}

extension Replication {
    /// The life of one request of a source (numbered from 0), followed to the end of all that comes of it or of the
    /// stretch.
    public func trace(source: Int, request: Int, over stretch: Stretch) -> Trace {
        let identity = UInt64(source) << 48 | UInt64(request)
        var simulation = simulation(from: stretch.start, following: Tracer(root: identity))
        simulation.run(until: stretch.start)
        simulation.model.begin(&simulation.scheduler)
        let end = stretch.start + stretch.length
        let slice = SimulationDuration.seconds(1)
        var now = stretch.start
        while now < end, !simulation.isStopped, !(simulation.model.tracer?.isOver ?? true) {
            now = min(now + slice, end)
            simulation.run(until: now)
        }
        var trace = simulation.model.tracer?.trace ?? Trace()
        for index in trace.spans.indices where trace.spans[index].end == nil { trace.spans[index].end = now }
        return trace
    }
}
