// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Which tasks have a place, and who waits for one.
extension ServiceState {
    func hasPlace(_ task: Int) -> Bool { tasks[task].running < plan.concurrency ?? .max }

    /// In a task's own queue, or (nil) in front of all.
    func hasRoomToWait(_ task: Int?) -> Bool {
        guard case .queue(let capacity, _) = plan.whenFull else { return task == nil && isExpected }
        guard let capacity else { return true }
        return (task.map { tasks[$0].queued } ?? sharedQueued) < capacity
    }

    /// Whether one request more would find a place in the tasks that it and others have started.
    private var isExpected: Bool {
        guard startsOnDemand else { return false }
        let waiting = sharedQueued + 1
        return (waiting - 1) / demand.concurrency < coming
    }

    /// Tasks that start, or will.
    var coming: Int { starting.count + launchesAhead - launchesToSkip + (nodes?.unplaced ?? 0) }

    /// A task with a free place; spare ones are the last resort.
    mutating func takeFree(_ identity: UInt64, _ occurrence: UInt32) -> Int? {
        switch plan.routing {
        // With one place each, all that have it are at rest.
        case .fillFirst, .sharedQueue where plan.concurrency == 1: takeLast(isSpare: false) ?? takeLast(isSpare: true)
        case .sharedQueue: fewestOutstanding()
        case .roundRobin: takeFirst(isSpare: false) ?? takeFirst(isSpare: true)
        case .random: takeAny(isSpare: false, identity, occurrence) ?? takeAny(isSpare: true, identity, occurrence)
        case .leastOutstanding: fewestOutstanding()
        }
    }

    /// The task that was last seen with a place: a few tasks are filled while others are at rest.
    private mutating func takeLast(isSpare: Bool) -> Int? {
        while let last = isSpare ? spare.last : free.last {
            if isAvailable(Int(last), isSpare: isSpare) { return Int(last) }
            if isSpare { spare.removeLast() } else { free.removeLast() }
            unlist(Int(last))
        }
        return nil
    }

    /// One after the other.
    private mutating func takeFirst(isSpare: Bool) -> Int? {
        while let first = isSpare ? spare.popFirst() : free.popFirst() {
            if isAvailable(Int(first), isSpare: isSpare) {
                if isSpare { spare.append(first) } else { free.append(first) }
                return Int(first)
            }
            unlist(Int(first))
        }
        return nil
    }

    private mutating func takeAny(isSpare: Bool, _ identity: UInt64, _ occurrence: UInt32) -> Int? {
        var stream = RandomStream(routeKey, request: identity, occurrence: occurrence)
        while true {
            let count = isSpare ? spare.count : free.count
            guard count > 0 else { return nil }
            let index = stream.index(below: count)
            let task = Int(isSpare ? spare[index] : free[index])
            if isAvailable(task, isSpare: isSpare) { return task }
            if isSpare { spare.swapAt(index, count - 1) } else { free.swapAt(index, count - 1) }
            if isSpare { spare.removeLast() } else { free.removeLast() }
            unlist(task)
        }
    }

    private func isAvailable(_ task: Int, isSpare: Bool) -> Bool {
        tasks[task].state == .healthy && tasks[task].isSpare == isSpare && hasPlace(task)
    }

    /// What has become spare, or is not spare any more, goes to the other list.
    private mutating func unlist(_ task: Int) {
        tasks[task].isListedFree = false
        listIfFree(task)
    }

    mutating func listIfFree(_ task: Int) {
        guard listsFree, !tasks[task].isListedFree, tasks[task].state == .healthy, hasPlace(task) else { return }
        tasks[task].isListedFree = true
        if tasks[task].isSpare { spare.append(UInt32(task)) } else { free.append(UInt32(task)) }
    }

    mutating func nextWaiting(for task: Int) -> Waiting? {
        if let own = taskQueues[task].popFirst() { return own }
        guard listsFree, tasks[task].state == .healthy else { return nil }
        return sharedQueue.popFirst()
    }

    func leastOutstanding() -> Int? {
        var best: Int?
        var fewest = Int.max
        for candidate in healthy {
            let task = Int(candidate)
            let outstanding = tasks[task].running + tasks[task].queued
            if outstanding < fewest { (best, fewest) = (task, outstanding) }
        }
        return best
    }

    /// The same among tasks with a place, spare ones last.
    private func fewestOutstanding() -> Int? {
        var best: Int?
        for candidate in healthy {
            let task = Int(candidate)
            guard hasPlace(task) else { continue }
            guard let chosen = best else { best = task; continue }
            let isPreferred = tasks[chosen].isSpare && !tasks[task].isSpare
            let isEqual = tasks[chosen].isSpare == tasks[task].isSpare
            if isPreferred || isEqual && tasks[task].running < tasks[chosen].running { best = task }
        }
        return best
    }
}
