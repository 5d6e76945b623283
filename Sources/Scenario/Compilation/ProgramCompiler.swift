// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
import SimulationKernel

/// Turns the steps of handlers, and the states of workflows, into one flat array of instructions.
struct ProgramCompiler {
    var program = Program()
    let parts: PartIndex
    /// Steps that something beside a handler takes: entries of handlers without a place, named.
    private(set) var clients: [(name: String, entry: Int)] = []
    /// Where the steps run that are being laid out; nil for those of senders, and of what nobody sells.
    var home: Home?
    /// Where each call of the program is made.
    private(set) var callers: [Home?] = []
    /// Branches that are still to be laid out behind the handler that starts them.
    private var pending: [Pending] = []

    private enum Pending {
        case fork(Int, [[Step]])
        case map(Int, [Step])
    }

    init(parts: PartIndex) { self.parts = parts }

    /// The index of the first instruction of a handler with these steps.
    mutating func add(_ steps: [Step]) -> Int {
        let entry = emit(steps, endingWith: .end)
        while !pending.isEmpty {
            switch pending.removeFirst() {
            case .fork(let fork, let branches):
                for (offset, branch) in branches.enumerated() {
                    program.forks[fork].branches[offset] = emit(branch, endingWith: .join)
                }
            case .map(let map, let steps): program.maps[map].entry = emit(steps, endingWith: .join)
            }
        }
        return entry
    }

    /// The index of a handler that runs these steps at no cost of its own: what a sender or a state machine does.
    mutating func client(_ name: String, _ steps: [Step]) -> Int {
        clients.append((name, add(steps)))
        return parts.invocable.count + clients.count - 1
    }

    private mutating func emit(_ steps: [Step], endingWith end: Instruction) -> Int {
        let entry = program.instructions.count
        emit(steps)
        append(end)
        return entry
    }

    private mutating func emit(_ steps: [Step]) {
        for step in steps { emit(step) }
    }

    private mutating func emit(_ step: Step) {
        switch step {
        case .compute(let draw): append(.compute(draw: index(of: draw)))
        case .wait(let draw): append(.wait(draw: index(of: draw)))
        case .respond(let draw): append(.respond(draw: index(of: draw)))
        case .fail(let probability, let error, let stream):
            let draw = index(of: Draw(.uniform(low: 0, high: 1), stream: stream))
            append(.fail(probability: Float(probability), draw: draw, error: error.map { number(ofError: $0) } ?? 0))
        case .call(let call): emit(call)
        case .parallel(let branches):
            append(.fork(UInt32(program.forks.count)))
            pending.append(.fork(program.forks.count, branches))
            program.forks.append(ForkPlan(branches: branches.map { _ in 0 }))
        case .map(let map):
            append(.map(UInt32(program.maps.count)))
            pending.append(.map(program.maps.count, map.steps))
            program.maps.append(MapPlan(items: map.items, atOnce: map.atOnce, entry: 0, stream: map.stream))
        case .choice(let choice): emit(choice)
        case .oncePerBatch(let steps):
            let position = program.instructions.count
            append(.once(past: 0))
            emit(steps)
            program.instructions[position] = .once(past: UInt32(program.instructions.count))
        case .oncePer(let once):
            if let store = once.store { emit(store) }
            append(.suppress(UInt32(program.suppressions.count)))
            program.suppressions.append(SuppressionPlan(window: once.window))
        }
    }

    /// Options one behind the other, each with a jump past the last.
    private mutating func emit(_ choice: ChoiceStep) {
        append(.choose(UInt32(program.choices.count)))
        let number = program.choices.count
        program.choices.append(
            ChoicePlan(shares: choice.options.map(\.share), targets: [], stream: choice.stream))
        var jumps: [Int] = []
        for option in choice.options {
            program.choices[number].targets.append(program.instructions.count)
            emit(option.steps)
            jumps.append(program.instructions.count)
            append(.jump(to: 0))
        }
        for jump in jumps { program.instructions[jump] = .jump(to: UInt32(program.instructions.count)) }
    }

    private mutating func emit(_ call: CallStep) {
        guard var plan = plan(of: call) else { return }
        guard let condition = call.condition else { return append(plan) }
        // What depends on what it found reads first, and begins with the reading again after a conflict.
        var read = call
        read.verb = .get
        read.stream += ".read"
        guard var readPlan = self.plan(of: read) else { return }
        readPlan.condition = condition
        readPlan.retry = .never
        plan.condition = condition
        plan.retry.attempts = 1
        var retry = call.retry ?? parts.backends[parts.backend(call.target.name) ?? 0].retry
        retry.stream = "\(call.stream).retry"
        let recovery = program.recoveries.count
        program.recoveries.append(RecoveryPlan(retriers: [RecoveryPlan.Retrier(matches: .all, retry: retry)]))
        append(.fork(UInt32(program.forks.count)))
        let past = program.instructions.count
        append(.jump(to: 0))
        program.forks.append(ForkPlan(branches: [program.instructions.count], recovery: recovery))
        append(readPlan)
        append(plan)
        append(.join)
        program.instructions[past] = .jump(to: UInt32(program.instructions.count))
    }

    mutating func append(_ instruction: Instruction) { program.instructions.append(instruction) }

    mutating func append(_ call: CallPlan) {
        append(.call(UInt32(program.calls.count)))
        program.calls.append(call)
        callers.append(home)
    }

    mutating func index(of draw: Draw) -> UInt32 {
        program.draws.append(draw)
        return UInt32(program.draws.count - 1)
    }

    mutating func number(ofError name: String) -> UInt16 {
        if let known = program.errors.firstIndex(of: name) { return UInt16(known + 1) }
        program.errors.append(name)
        return UInt16(program.errors.count)
    }
}
