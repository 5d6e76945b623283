// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
import SimulationKernel
import StatesLanguage

/// Turns a state machine into instructions: states one behind the other, transitions as jumps.
struct MachineCompiler {
    let workflow: Workflow
    /// What calling a handler takes beside the work itself.
    let callLatency: Distribution?
    private var compiler: ProgramCompiler
    /// Jumps that wait for the place of the state they lead to.
    private var jumps: [(position: Int, state: String)] = []
    private var catches: [(recovery: Int, catcher: Int, state: String)] = []
    private var entries: [String: Int] = [:]
    /// Machines inside states, still to be laid out.
    private var nested: [(machine: StateMachine, place: NestedPlace)] = []

    private enum NestedPlace {
        case branch(fork: Int, number: Int)
        case items(map: Int)
    }

    init(_ workflow: Workflow, callLatency: Distribution?, into compiler: ProgramCompiler) {
        self.workflow = workflow
        self.callLatency = callLatency
        self.compiler = compiler
    }

    /// The program with the machine in it, and the machine's first instruction.
    consuming func compile() -> (compiler: ProgramCompiler, entry: Int) {
        // What tasks do in steps of their own comes first, so that the machine's own instructions stand together.
        let clients = taskClients()
        let entry = emit(workflow.machine, end: .end, clients)
        while !nested.isEmpty {
            let next = nested.removeFirst()
            let start = emit(next.machine, end: .join, clients)
            switch next.place {
            case .branch(let fork, let number): compiler.program.forks[fork].branches[number] = start
            case .items(let map): compiler.program.maps[map].entry = start
            }
        }
        return (compiler, entry)
    }

    private mutating func taskClients() -> [String: Int] {
        var clients: [String: Int] = [:]
        for (state, task) in workflow.tasks.sorted(by: { $0.key < $1.key }) {
            if case .steps(let steps) = task {
                clients[state] = compiler.client("\(workflow.name)/\(state)", steps)
            }
        }
        return clients
    }

    private mutating func emit(_ machine: StateMachine, end: Instruction, _ clients: [String: Int]) -> Int {
        let entry = compiler.program.instructions.count
        jump(to: machine.startAt)
        for state in machine.states {
            entries[state.name] = compiler.program.instructions.count
            emit(state, end: end, clients)
        }
        // Names of states are unique over a whole definition, so that one table of entries serves all machines.
        for (position, state) in jumps {
            let target = UInt32(entries[state] ?? entry)
            compiler.program.instructions[position] = Int(target) <= position ? .loop(to: target) : .jump(to: target)
        }
        jumps = []
        for (recovery, catcher, state) in catches {
            compiler.program.recoveries[recovery].catchers[catcher].target = entries[state] ?? entry
        }
        catches = []
        return entry
    }

    private mutating func jump(to state: String) {
        jumps.append((compiler.program.instructions.count, state))
        compiler.append(.jump(to: 0))
    }

    private mutating func emit(_ state: State, end: Instruction, _ clients: [String: Int]) {
        compiler.append(.enter(UInt32(compiler.program.states.count)))
        compiler.program.states.append(WorkflowState(name: state.name, events: state.historyEvents))
        switch state.kind {
        case .pass: break
        case .succeed: return compiler.append(end)
        case .fail(let fail):
            let name = fail.error?.literal.map { compiler.number(ofError: $0) } ?? 0
            return compiler.append(.raise(error: name))
        case .wait(let wait):
            compiler.append(.wait(draw: compiler.index(of: draw(for: wait, of: state))))
        case .task(let task): emit(task, of: state, clients)
        case .choice(let choice): return emit(choice, of: state)
        case .parallel(let branches):
            let fork = compiler.program.forks.count
            compiler.append(.fork(UInt32(fork)))
            compiler.program.forks.append(
                ForkPlan(branches: branches.map { _ in 0 }, recovery: recovery(of: state)))
            for (number, machine) in branches.enumerated() {
                nested.append((machine, .branch(fork: fork, number: number)))
            }
        case .map(let map): emit(map, of: state)
        }
        switch state.transition {
        case .next(let next): jump(to: next)
        case .end, .byChoice: compiler.append(end)
        }
    }

    private func stream(_ state: State) -> String { "workflows.\(workflow.name).\(state.name)" }

    private func draw(for wait: WaitState, of state: State) -> Draw {
        if let given = workflow.waits[state.name] { return given }
        var seconds = 0
        if case .seconds(let given) = wait { seconds = given.literal ?? 0 }
        return Draw(.constant(Double(seconds)), stream: stream(state))
    }

    private mutating func emit(_ choice: ChoiceState, of state: State) {
        var ways: [String] = []
        for next in choice.rules.map(\.next) + (choice.fallback.map { [$0] } ?? []) where !ways.contains(next) {
            ways.append(next)
        }
        let given = workflow.choices[state.name]
        let shares = ways.map { given.map { $0 } == nil ? 1 / Double(ways.count) : given?[$0] ?? 0 }
        compiler.append(.choose(UInt32(compiler.program.choices.count)))
        let first = compiler.program.instructions.count
        compiler.program.choices.append(
            ChoicePlan(shares: shares, targets: ways.indices.map { first + $0 }, stream: "\(stream(state)).choice"))
        for way in ways { jump(to: way) }
    }

    private mutating func emit(_ map: MapState, of state: State) {
        let number = compiler.program.maps.count
        var items = workflow.items[state.name]
        if items == nil, case .listed(let count) = map.items {
            items = Draw(.constant(Double(count)), stream: "\(stream(state)).items")
        }
        compiler.append(.map(UInt32(number)))
        // Inline maps run at most 40 items at once, distributed ones 10,000 (AWS Step Functions Developer Guide).
        let most = map.mode == .inline ? 40 : 10_000
        let wanted = map.maxConcurrency?.literal ?? 0
        compiler.program.maps.append(
            MapPlan(
                items: items ?? Draw(.constant(1), stream: stream(state)), atOnce: wanted > 0 ? min(wanted, most) : most,
                entry: 0, stream: "\(stream(state)).item",
                toleratedFailures: (map.toleratedFailures.percentage?.literal ?? 0) / 100,
                recovery: recovery(of: state)))
        nested.append((map.processor, .items(map: number)))
    }

    private mutating func emit(_ task: TaskState, of state: State, _ clients: [String: Int]) {
        let timeout = (task.timeoutSeconds?.literal ?? task.heartbeatSeconds?.literal)
            .map { SimulationDuration.seconds(Double($0)) }
        guard var call = call(for: task, of: state, clients) else { return }
        call.timeout = timeout
        call.retry = .never
        // What fails without a retrier or catcher ends the branch; a recovery without either says just that.
        call.recovery = recovery(of: state) ?? emptyRecovery()
        compiler.append(call)
    }

    private mutating func emptyRecovery() -> Int {
        compiler.program.recoveries.append(RecoveryPlan())
        return compiler.program.recoveries.count - 1
    }

    /// The call that a task makes; nil for one that is not modelled, which takes a transition and no time.
    private func call(for task: TaskState, of state: State, _ clients: [String: Int]) -> CallPlan? {
        let stream = stream(state)
        let latency = callLatency.map { Draw($0, stream: "\(stream).call") }
        if let client = clients[state.name] { return CallPlan(.handler(client), latency: latency, stream: stream) }
        guard let name = workflow.part(for: state, task, known: compiler.parts) else { return nil }
        var step = CallStep(verb: .invoke, target: name, stream: stream)
        if compiler.parts.backend(name.name) != nil {
            step.verb = task.resource.verb
        } else if compiler.parts.channel(name.name) != nil {
            step.verb = .publish
        } else if case .execution(_, .requestResponse) = task.resource {
            step.isAsynchronous = true
        }
        guard var call = compiler.plan(of: step) else { return nil }
        if call.latency == nil { call.latency = latency }
        return call
    }

    private mutating func recovery(of state: State) -> Int? {
        guard !state.retriers.isEmpty || !state.catchers.isEmpty else { return nil }
        var plan = RecoveryPlan()
        for (number, retrier) in state.retriers.enumerated() {
            plan.retriers.append(
                RecoveryPlan.Retrier(
                    matches: match(retrier.errors),
                    retry: RetryPlan(
                        attempts: retrier.maxAttempts + 1, throttledBase: .seconds(Double(retrier.intervalSeconds)),
                        transientBase: .seconds(Double(retrier.intervalSeconds)),
                        cap: retrier.maxDelaySeconds.map { .seconds(Double($0)) } ?? .seconds(31_622_400),
                        multiplier: retrier.backoffRate, jitter: retrier.jitter == .full ? .full : .none,
                        stream: "\(stream(state)).retry.\(number + 1)")))
        }
        let position = compiler.program.recoveries.count
        for (number, catcher) in state.catchers.enumerated() {
            plan.catchers.append(RecoveryPlan.Catcher(matches: match(catcher.errors), target: 0))
            catches.append((position, number, catcher.next))
        }
        compiler.program.recoveries.append(plan)
        return position
    }

    private mutating func match(_ errors: [ErrorName]) -> ErrorMatch {
        var result = ErrorMatch(outcomes: [])
        for error in errors {
            switch error {
            case .all: result.outcomes.formUnion(.all)
            case .taskFailed: result.outcomes.formUnion([.failed, .throttled])
            case .timeout, .heartbeatTimeout: result.outcomes.insert(.timedOut)
            case .named("Lambda.TooManyRequestsException"): result.outcomes.insert(.throttled)
            case .named(let name): result.errors.insert(compiler.number(ofError: name))
            default: break
            }
        }
        return result
    }
}
