// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
import SimulationKernel

/// Turns the steps of handlers into one flat array of instructions.
struct ProgramCompiler {
    private(set) var program = Program()
    private let backends: [BackendPlacement]

    init(backends: [BackendPlacement]) { self.backends = backends }

    /// The index of the first instruction of a handler with these steps.
    mutating func add(_ steps: [Step]) -> Int { emit(steps, endingWith: .end) }

    /// Steps one after the other, then the branches of those that fork.
    private mutating func emit(_ steps: [Step], endingWith end: Instruction) -> Int {
        let entry = program.instructions.count
        var forks: [(fork: Int, branches: [[Step]])] = []
        for step in steps {
            switch step {
            case .compute(let draw): append(.compute(draw: index(of: draw)))
            case .wait(let draw): append(.wait(draw: index(of: draw)))
            case .respond(let draw): append(.respond(draw: index(of: draw)))
            case .fail(let probability, let stream):
                let draw = index(of: Draw(.uniform(low: 0, high: 1), stream: stream))
                append(.fail(probability: Float(probability), draw: draw, error: 0))
            case .call(let call):
                if let plan = plan(of: call) {
                    append(.call(UInt32(program.calls.count)))
                    program.calls.append(plan)
                }
            case .parallel(let branches):
                append(.fork(UInt32(program.forks.count)))
                forks.append((program.forks.count, branches))
                program.forks.append(ForkPlan(branches: branches.map { _ in 0 }))
            }
        }
        append(end)
        for fork in forks {
            for (offset, branch) in fork.branches.enumerated() {
                program.forks[fork.fork].branches[offset] = emit(branch, endingWith: .join)
            }
        }
        return entry
    }

    private mutating func append(_ instruction: Instruction) { program.instructions.append(instruction) }

    private mutating func index(of draw: Draw) -> UInt32 {
        program.draws.append(draw)
        return UInt32(program.draws.count - 1)
    }

    /// The call with what its backend's product adds; nil for a backend that there is not, which reading has refused.
    private func plan(of call: CallStep) -> CallPlan? {
        guard let index = backends.firstIndex(where: { $0.backend == call.backend.name }) else { return nil }
        let backend = backends[index]
        var retry = call.retry ?? backend.retry
        retry.stream = retry.attempts > 1 ? "\(call.stream).retry" : ""
        let consistency = call.consistency ?? backend.consistency
        let operation: BackendOperation =
            if call.verb == .delete { .delete(transactional: call.consistency == .transactional) }
            else if call.verb.isWrite { .write(transactional: call.consistency == .transactional) }
            else if call.verb.isRead { .read(consistency) } else { .call }
        return CallPlan(
            .backend(index), operation: operation,
            latency: Draw(backend.latency(of: call.verb), stream: "\(call.stream).latency"), stream: call.stream,
            bytes: call.bytes, timeout: call.timeout, retry: retry, failureIsIgnored: call.ignoresFailure)
    }
}
