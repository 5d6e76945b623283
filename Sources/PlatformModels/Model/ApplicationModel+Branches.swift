// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Branches and items that run at the same time, and what happens when one of them fails.
extension ApplicationModel {
    /// Branches start at the same instant, in order; the frame goes on when the last of them has joined.
    mutating func startBranches(_ parent: Int, of index: Int, _ fork: Int, _ scheduler: inout Clock) {
        beginAttempt(at: parent)
        let epoch = frames[parent].epoch
        let branches = forks[fork].branches
        frames[parent].openBranches = UInt32(branches.count)
        for entry in branches {
            let child = makeBranch(of: parent, in: index, entry: entry)
            frames[child].occurrence = branchOccurrence(parent)
            run(child, &scheduler)
            // A branch that failed at once has ended the others, or the whole invocation.
            guard frames[parent].epoch == epoch else { return }
        }
    }

    /// Items begin in order, as many at once as may; true when the frame has to wait for them.
    mutating func startItems(_ parent: Int, of index: Int, _ map: Int, _ scheduler: inout Clock) -> Bool {
        beginAttempt(at: parent)
        let items = draw(
            maps[map].items, identity: frames[parent].identity, occurrence: frames[parent].occurrence)
        frames[parent].items = UInt32(max(0, min(items.rounded(), 4e9)))
        frames[parent].itemsBegun = 0
        frames[parent].itemsFailed = 0
        frames[parent].openBranches = 0
        return fillItems(parent, of: index, map, &scheduler)
    }

    /// Starts items while there is room; false when none is left to wait for.
    private mutating func fillItems(_ parent: Int, of index: Int, _ map: Int, _ scheduler: inout Clock) -> Bool {
        // An item that takes no time joins within this very loop, which then simply goes on.
        guard !frames[parent].isFilling else { return true }
        frames[parent].isFilling = true
        let epoch = frames[parent].epoch, atOnce = UInt32(maps[map].atOnce)
        while frames[parent].itemsBegun < frames[parent].items, frames[parent].openBranches < atOnce {
            let item = frames[parent].itemsBegun
            frames[parent].itemsBegun = item &+ 1
            frames[parent].openBranches &+= 1
            let child = makeBranch(of: parent, in: index, entry: maps[map].entry)
            frames[child].identity = Caller.identity(
                of: frames[parent].identity, at: maps[map].salt &+ UInt64(item))
            frames[child].occurrence = branchOccurrence(parent)
            run(child, &scheduler)
            guard frames[parent].epoch == epoch else { return true }
            if stop != nil { return true }
        }
        frames[parent].isFilling = false
        return frames[parent].openBranches > 0
    }

    /// Counts the attempts at a set of branches as it counts those at a call.
    private mutating func beginAttempt(at frame: Int) {
        if !frames[frame].triesAgain {
            frames[frame].callAttempt = 0
            frames[frame].previousDelay = .zero
        }
        frames[frame].triesAgain = false
        frames[frame].callAttempt &+= 1
        frames[frame].isFilling = false
    }

    /// Another attempt at a set of branches draws anew; the first draws as its frame does.
    private mutating func branchOccurrence(_ parent: Int) -> UInt32 {
        let occurrence = frames[parent].occurrence, attempt = frames[parent].callAttempt
        return attempt > 1 ? Caller.occurrence(of: occurrence, callAttempt: attempt) : occurrence
    }

    mutating func makeBranch(of parent: Int, in index: Int, entry: Int) -> Int {
        let child = frames.take()
        frames[child].invocation = UInt32(truncatingIfNeeded: index)
        frames[child].identity = frames[parent].identity
        frames[child].occurrence = frames[parent].occurrence
        frames[child].programCounter = UInt32(truncatingIfNeeded: entry)
        frames[child].parent = Int32(parent)
        frames[child].openBranches = 0
        frames[child].state = .running
        frames[child].isHedge = false
        link(child, to: index)
        return child
    }

    mutating func join(_ frame: Int, of index: Int, _ scheduler: inout Clock) {
        let parent = Int(frames[frame].parent)
        endBranch(frame, of: index, scheduler.now)
        branchIsOver(parent, of: index, &scheduler)
    }

    mutating func endBranch(_ frame: Int, of index: Int, _ now: SimulationTime) {
        unlink(frame, from: index)
        endFrame(frame, now)
    }

    private mutating func branchIsOver(_ parent: Int, of index: Int, _ scheduler: inout Clock) {
        frames[parent].openBranches &-= 1
        if case .map(let map) = instructions[Int(frames[parent].programCounter) - 1] {
            if !fillItems(parent, of: index, Int(map), &scheduler) { run(parent, &scheduler) }
        } else if frames[parent].openBranches == 0 {
            run(parent, &scheduler)
        }
    }

    /// What a frame does has failed for good: its branch is over, and what waits for it recovers or fails as well.
    mutating func raise(_ frame: Int, _ failure: Failure, _ scheduler: inout Clock) {
        let index = Int(frames[frame].invocation)
        let parent = Int(frames[frame].parent)
        guard parent >= 0 else { return fail(message: frame, of: index, failure, &scheduler) }
        var recovery = -1
        switch instructions[Int(frames[parent].programCounter) - 1] {
        case .map(let map):
            frames[parent].itemsFailed &+= 1
            let tolerated = maps[Int(map)].toleratedFailures * Double(frames[parent].items)
            if Double(frames[parent].itemsFailed) <= tolerated { return join(frame, of: index, &scheduler) }
            recovery = maps[Int(map)].recovery
        case .fork(let fork): recovery = forks[Int(fork)].recovery
        default: break
        }
        endBranches(of: parent, in: index, scheduler.now)
        recover(parent, recovery, failure, &scheduler)
    }

    /// Ends every branch below a frame.
    mutating func endBranches(of parent: Int, in index: Int, _ now: SimulationTime) {
        var branch = invocations[index].firstBranch
        while branch >= 0 {
            let frame = Int(branch)
            branch = frames[frame].nextBranch
            if isBranch(frame, of: parent) { frames[frame].isDoomed = true }
        }
        branch = invocations[index].firstBranch
        while branch >= 0 {
            let frame = Int(branch)
            branch = frames[frame].nextBranch
            guard frames[frame].isDoomed else { continue }
            frames[frame].isDoomed = false
            endBranch(frame, of: index, now)
        }
        frames[parent].openBranches = 0
        frames[parent].isFilling = false
        frames[parent].epoch &+= 1
    }

    private mutating func isBranch(_ frame: Int, of ancestor: Int) -> Bool {
        var parent = Int(frames[frame].parent)
        while parent >= 0 {
            if parent == ancestor { return true }
            parent = Int(frames[parent].parent)
        }
        return false
    }

    /// Tries again, goes on elsewhere, or passes the failure on, as the recovery says.
    mutating func recover(_ frame: Int, _ recovery: Int, _ failure: Failure, _ scheduler: inout Clock) {
        guard recovery >= 0 else { return raise(frame, failure, &scheduler) }
        if let retrier = recoveries[recovery].retriers.first(where: { $0.matches.matches(failure) }),
           let delay = retrier.policy.delay(
               after: failure.outcome, attempt: Int(frames[frame].callAttempt),
               previous: frames[frame].previousDelay, identity: frames[frame].identity) {
            frames[frame].previousDelay = delay
            return tryAgain(frame, after: delay, &scheduler)
        }
        if let catcher = recoveries[recovery].catchers.first(where: { $0.matches.matches(failure) }) {
            frames[frame].programCounter = UInt32(catcher.target)
            frames[frame].state = .running
            return run(frame, &scheduler)
        }
        raise(frame, failure, &scheduler)
    }

    /// The instruction that failed is carried out again; of a workflow that counts as a transition.
    private mutating func tryAgain(_ frame: Int, after delay: SimulationDuration, _ scheduler: inout Clock) {
        let index = Int(frames[frame].invocation)
        frames[frame].triesAgain = true
        frames[frame].programCounter &-= 1
        frames[frame].state = .running
        if invocations[index].kind == .workflow { countRetry(of: index) }
        scheduler.schedule(
            ModelEvent(.resume, id: frame, tag: frames[frame].epoch), after: delay, as: .arrival)
    }

    private mutating func link(_ frame: Int, to index: Int) {
        let head = invocations[index].firstBranch
        frames[frame].previousBranch = -1
        frames[frame].nextBranch = head
        if head >= 0 { frames[Int(head)].previousBranch = Int32(frame) }
        invocations[index].firstBranch = Int32(frame)
    }

    private mutating func unlink(_ frame: Int, from index: Int) {
        let previous = frames[frame].previousBranch, next = frames[frame].nextBranch
        if previous >= 0 { frames[Int(previous)].nextBranch = next } else { invocations[index].firstBranch = next }
        if next >= 0 { frames[Int(next)].previousBranch = previous }
    }
}
