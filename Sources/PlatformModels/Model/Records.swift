// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// A request in flight, as its sender sees it.
struct Request: BitwiseCopyable {
    /// Source in the top 16 bits, its number within the source below: what its draws are keyed by.
    var identity: UInt64 = 0
    /// When the sender wanted the answer.
    var created = SimulationTime.zero
    var attemptStarted = SimulationTime.zero
    var previousDelay = SimulationDuration.zero
    /// Grows whenever an attempt is settled, so that late answers find nobody waiting.
    var generation: UInt32 = 0
    var source: UInt16 = 0
    var flow: UInt16 = 0
    var attempt: UInt8 = 0
    var lastOutcome = Outcome.answered
    /// True once any part of the present attempt waited for a cold start.
    var metColdStart = false
    /// True when a browser asked first whether it may send the present attempt.
    var hadPreflight = false

    /// Tells the draws of one attempt from those of another.
    var occurrence: UInt32 { UInt32(attempt) << 8 }

    /// Makes a used slot new, all but its generation.
    @inline(__always)
    mutating func reset(_ newIdentity: UInt64, source newSource: Int, flow newFlow: Int, at now: SimulationTime) {
        identity = newIdentity
        created = now
        previousDelay = .zero
        source = UInt16(truncatingIfNeeded: newSource)
        flow = UInt16(truncatingIfNeeded: newFlow)
        attempt = 0
        lastOutcome = .answered
    }

    @inline(__always)
    mutating func beginAttempt(at now: SimulationTime) {
        attempt &+= 1
        attemptStarted = now
        metColdStart = false
        hadPreflight = false
    }
}

/// One execution of a handler or of a workflow.
struct Invocation: BitwiseCopyable {
    var caller = Caller.nobody
    var generation: UInt32 = 0
    /// The instance of a function or the task of a service.
    var instance: UInt32 = 0
    var rootFrame: UInt32 = 0
    var firstBranch: Int32 = -1
    /// Events in the history of a workflow's execution.
    var history: UInt32 = 0
    var fleet: UInt16 = 0
    var handler: UInt16 = 0
    var kind = FleetKind.function
    var isAlive = false
    /// True once it, or something it invoked, waited for a cold start.
    var metColdStart = false
    var isFirstCall = false
    var isProvisioned = false
    /// False while its instance still initialises.
    var hasBegun = false
    var arrived = SimulationTime.zero
    /// When it took its instance.
    var occupiedSince = SimulationTime.zero
    /// When its handler began.
    var began = SimulationTime.zero
    /// Initialisation billed with it.
    var billedInitialisation = SimulationDuration.zero
    /// Initialisation that must run inside it, before its first instruction.
    var innerInitialisation = SimulationDuration.zero
    var responseBytes: UInt64 = 0
    /// CPU time that it has used or begun to use; followed on services only.
    var cpuClaimed = SimulationDuration.zero

    /// Makes a used slot new, all but its generation, field by field: a copy of the whole costs more.
    mutating func reset(for newCaller: Caller, handler newHandler: Int, _ newKind: FleetKind, fleet newFleet: Int,
                        _ now: SimulationTime) {
        caller = newCaller
        firstBranch = -1
        history = 0
        fleet = UInt16(truncatingIfNeeded: newFleet)
        handler = UInt16(truncatingIfNeeded: newHandler)
        kind = newKind
        isAlive = true
        metColdStart = false
        isFirstCall = false
        isProvisioned = false
        hasBegun = false
        arrived = now
        billedInitialisation = .zero
        innerInitialisation = .zero
        responseBytes = 0
    }

    @inline(__always)
    mutating func occupy(_ slot: Int, _ use: InstanceUse, at now: SimulationTime) {
        instance = UInt32(truncatingIfNeeded: slot)
        occupiedSince = now
        isFirstCall = use.isFirst
        isProvisioned = use.isProvisioned
    }

    @inline(__always)
    mutating func begin(at now: SimulationTime) {
        began = now
        hasBegun = true
    }
}

/// What runs an invocation.
enum FleetKind: UInt8, BitwiseCopyable { case function, service, workflow }

/// One thread of execution of an invocation: its root, or a branch.
struct Frame: BitwiseCopyable {
    enum State: UInt8, BitwiseCopyable {
        case free, running, computing, queuedForInstance, queuedForBackend, inService, abandonedInService
        /// Another invocation that it called has not answered yet.
        case invoking
    }

    /// What its draws are keyed by: its invocation's, a message's or an item's.
    var identity: UInt64 = 0
    var occurrence: UInt32 = 0
    var invocation: UInt32 = 0
    var programCounter: UInt32 = 0
    /// The frame that waits for this branch, −1 for a root.
    var parent: Int32 = -1
    var previousBranch: Int32 = -1
    var nextBranch: Int32 = -1
    var openBranches: UInt32 = 0
    /// Items of a map: how many there are, how many have begun, how many have failed.
    var items: UInt32 = 0
    var itemsBegun: UInt32 = 0
    var itemsFailed: UInt32 = 0
    /// Grows whenever a wait is over, so that events of an earlier wait are told apart.
    var epoch: UInt32 = 0
    var state = State.free
    /// Attempts at the present call, or at the present set of branches.
    var callAttempt: UInt8 = 0
    /// True when its next instruction is another attempt at it.
    var triesAgain = false
    /// True while it starts items; those that end at once do not start others.
    var isFilling = false
    /// True while it is about to be ended with others.
    var isDoomed = false
    /// One of several attempts at a call of its parent, of which the fastest counts.
    var isHedge = false
    /// Whether a conditional write found that its key had changed, and the version that was read.
    var hasConflict = false
    var version = Frame.nothingRead
    var call: UInt32 = 0
    /// What it does once for a key, −1 for none, until that is done: a failure before then makes it be forgotten.
    var suppression: Int32 = -1
    var suppressionKey: UInt64 = 0
    var attemptStarted = SimulationTime.zero
    var previousDelay = SimulationDuration.zero

    static var nothingRead: UInt32 { .max }

    /// Makes a used slot new, all but its epoch, field by field: a copy of the whole costs more.
    mutating func reset(for newInvocation: Int, parent newParent: Int32, identity newIdentity: UInt64,
                        occurrence newOccurrence: UInt32, entry: Int) {
        identity = newIdentity
        occurrence = newOccurrence
        invocation = UInt32(truncatingIfNeeded: newInvocation)
        programCounter = UInt32(truncatingIfNeeded: entry)
        parent = newParent
        openBranches = 0
        state = .running
        callAttempt = 0
        triesAgain = false
        isFilling = false
        isDoomed = false
        isHedge = false
        hasConflict = false
        version = Self.nothingRead
        suppression = -1
    }
}
