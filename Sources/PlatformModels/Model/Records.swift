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
}

/// One execution of a handler.
struct Invocation: BitwiseCopyable {
    /// What the answer is for.
    enum Role: UInt8, BitwiseCopyable { case handler, authorizer, preflight }

    var identity: UInt64 = 0
    var occurrence: UInt32 = 0
    /// The request it works for, and the generation in which it was asked.
    var request: UInt32 = 0
    var requestGeneration: UInt32 = 0
    var generation: UInt32 = 0
    /// The instance of a function or the task of a service.
    var instance: UInt32 = 0
    var rootFrame: UInt32 = 0
    var firstBranch: Int32 = -1
    var fleet: UInt16 = 0
    var handler: UInt16 = 0
    var role = Role.handler
    var isOnService = false
    var isAlive = false
    var isCold = false
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

    /// Makes a used slot new, all but its generation, field by field: a copy of the whole costs more.
    mutating func reset(for slot: Int, _ source: Request, _ newRole: Role, handler newHandler: Int,
                        fleet newFleet: Int, onService: Bool, _ now: SimulationTime) {
        identity = source.identity
        occurrence = source.occurrence
        request = UInt32(truncatingIfNeeded: slot)
        requestGeneration = source.generation
        firstBranch = -1
        fleet = UInt16(truncatingIfNeeded: newFleet)
        handler = UInt16(truncatingIfNeeded: newHandler)
        role = newRole
        isOnService = onService
        isAlive = true
        isCold = false
        isFirstCall = false
        isProvisioned = false
        hasBegun = false
        arrived = now
        billedInitialisation = .zero
        innerInitialisation = .zero
        responseBytes = 0
    }
}

/// One thread of execution of an invocation: its root, or a branch.
struct Frame: BitwiseCopyable {
    enum State: UInt8, BitwiseCopyable {
        case free, running, computing, queuedForInstance, queuedForBackend, inService, abandonedInService
    }

    var invocation: UInt32 = 0
    var programCounter: UInt32 = 0
    /// The frame that waits for this branch, −1 for a root.
    var parent: Int32 = -1
    var previousBranch: Int32 = -1
    var nextBranch: Int32 = -1
    var openBranches: UInt32 = 0
    /// Grows whenever a wait is over, so that events of an earlier wait are told apart.
    var epoch: UInt32 = 0
    var state = State.free
    var callAttempt: UInt8 = 0
    var call: UInt32 = 0
    var callStarted = SimulationTime.zero
    var attemptStarted = SimulationTime.zero
    var previousDelay = SimulationDuration.zero
}
