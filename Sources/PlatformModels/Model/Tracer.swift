// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Follows one request, and everything whose identity comes from it.
struct Tracer {
    private(set) var trace = Trace()
    private let root: UInt64
    private var identities: Set<UInt64>
    /// Open spans by the slot of what they are about.
    private var attempt: Int?
    private var invocations: [Int: Int] = [:]
    private var waits: [Int: Int] = [:]
    private var calls: [Int: Int] = [:]
    private var steps: [Int: Int] = [:]
    private var messages: [Int: Int] = [:]
    /// By frame: the state of a workflow that it is in, and the span around all it does there.
    private var states: [Int: Int] = [:]
    /// The last span that made an identity known: the parent of what follows from it.
    private var origins: [UInt64: Int] = [:]

    init(root: UInt64) {
        self.root = root
        identities = [root]
    }

    var isOver: Bool {
        trace.hasArrived && attempt == nil && invocations.isEmpty && messages.isEmpty && calls.isEmpty
    }

    func follows(_ identity: UInt64) -> Bool { identities.contains(identity) }

    private mutating func open(_ kind: TraceSpan.Kind, _ name: String, parent: Int?, _ now: SimulationTime) -> Int {
        trace.spans.append(TraceSpan(kind: kind, name: name, start: now, parent: parent))
        return trace.spans.count - 1
    }

    private mutating func close(_ span: Int, _ ending: TraceSpan.Ending, _ now: SimulationTime) {
        trace.spans[span].end = now
        trace.spans[span].ending = ending
    }

    mutating func beginAttempt(_ identity: UInt64, number: Int, _ name: String, _ now: SimulationTime) {
        guard identity == root else { return }
        attempt = open(.attempt(number), name, parent: nil, now)
        origins[identity] = attempt
    }

    @inline(never)
    mutating func endAttempt(_ identity: UInt64, _ ending: TraceSpan.Ending, _ now: SimulationTime) {
        guard identity == root, let span = attempt else { return }
        close(span, ending, now)
        attempt = nil
    }

    /// An invocation is asked for; `carries` says whether a message of its batch is followed.
    mutating func ask(_ slot: Int, _ name: String, _ caller: Caller, carries: UInt64?, _ now: SimulationTime) {
        guard let identity = carries ?? (follows(caller.identity) ? caller.identity : nil) else { return }
        let parent = caller.kind == .frame ? calls[Int(caller.index)] : origins[identity]
        let span = open(.invocation, name, parent: parent, now)
        invocations[slot] = span
        waits[slot] = open(.wait(isColdStart: false), name, parent: span, now)
        if origins[identity] == nil || caller.kind != .frame { origins[identity] = span }
    }

    @inline(never)
    mutating func begin(_ slot: Int, isCold: Bool, _ now: SimulationTime) {
        guard let wait = waits.removeValue(forKey: slot) else { return }
        trace.spans[wait].kind = .wait(isColdStart: isCold)
        close(wait, .done, now)
        // No wait at all is no span.
        if trace.spans[wait].start == now, wait == trace.spans.count - 1 { trace.spans.removeLast() }
    }

    @inline(never)
    mutating func finish(_ slot: Int, _ ending: TraceSpan.Ending, _ now: SimulationTime) {
        if let wait = waits.removeValue(forKey: slot) { close(wait, ending, now) }
        guard let span = invocations.removeValue(forKey: slot) else { return }
        close(span, ending, now)
    }

    mutating func beginStep(_ frame: Int, _ kind: TraceSpan.Kind, of invocation: Int, _ identity: UInt64,
                            _ now: SimulationTime) {
        guard follows(identity), let parent = states[frame] ?? invocations[invocation] else { return }
        steps[frame] = open(kind, "", parent: parent, now)
    }

    @inline(never)
    mutating func endStep(_ frame: Int, _ now: SimulationTime) {
        guard let span = steps.removeValue(forKey: frame) else { return }
        close(span, .done, now)
    }

    mutating func beginCall(_ frame: Int, _ name: String, attempt: Int, of invocation: Int, _ identity: UInt64,
                            _ now: SimulationTime) {
        guard follows(identity), let parent = states[frame] ?? invocations[invocation] else { return }
        calls[frame] = open(.call(attempt: attempt), name, parent: parent, now)
    }

    mutating func endCall(_ frame: Int, _ ending: TraceSpan.Ending, _ now: SimulationTime) {
        guard let span = calls.removeValue(forKey: frame) else { return }
        close(span, ending, now)
    }

    /// A frame enters a state; a branch does so within the state that `outer` is in.
    mutating func enterState(_ frame: Int, _ name: String, within outer: Int?, of invocation: Int, _ identity: UInt64,
                             _ now: SimulationTime) {
        leaveState(frame, now)
        guard follows(identity), let parent = outer.flatMap({ states[$0] }) ?? invocations[invocation] else { return }
        states[frame] = open(.state, name, parent: parent, now)
    }

    @inline(never)
    mutating func leaveState(_ frame: Int, _ now: SimulationTime) {
        guard let span = states.removeValue(forKey: frame) else { return }
        close(span, .done, now)
    }

    /// Work of identity `child` follows from what frame `frame` does for `parent`.
    mutating func derive(_ child: UInt64, from parent: UInt64, in frame: Int, of invocation: Int) {
        guard follows(parent), identities.insert(child).inserted else { return }
        origins[child] = calls[frame] ?? states[frame] ?? invocations[invocation]
    }

    mutating func publish(_ slot: Int, _ name: String, _ identity: UInt64, _ now: SimulationTime) {
        guard follows(identity) else { return }
        messages[slot] = open(.message, name, parent: origins[identity], now)
    }

    /// A message is handed over, or gone.
    mutating func release(_ slot: Int, _ identity: UInt64, _ ending: TraceSpan.Ending, _ now: SimulationTime) {
        guard let span = messages.removeValue(forKey: slot) else { return }
        close(span, ending, now)
        origins[identity] = span
    }
}

extension TraceSpan.Ending {
    init(_ failure: Failure?) {
        switch failure?.outcome {
        case nil, .answered: self = .done
        case .throttled: self = .refused
        case .failed: self = .failed
        case .timedOut: self = .timedOut
        }
    }
}
