// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Who asked for an invocation and waits for its outcome, and what the invocation's draws are keyed by.
struct Caller: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable {
        /// A request of a source: for its handler, for the authorizer of its door, or for leave to be sent at all.
        case request, authorizer, preflight
        /// A frame of another invocation, which waits.
        case frame
        /// A delivery of a channel: a batch of messages.
        case delivery
        case nobody
    }

    /// The same for the same piece of work in every deployment.
    var identity: UInt64 = 0
    /// Tells the draws of one attempt from those of another; the low byte is left to the attempts of its calls.
    var occurrence: UInt32 = 0
    /// Slot of the request, frame or delivery.
    var index: UInt32 = 0
    /// The generation (of a frame: the epoch) in which it asked. An answer to an earlier one finds nobody waiting.
    var generation: UInt32 = 0
    var kind = Kind.nobody
    /// When the user, at the very beginning, wanted something.
    var origin = SimulationTime.zero

    static let nobody = Caller()

    /// The identity of work that follows from other work at a place that `salt` stands for: a bijection for each salt.
    ///
    /// The salt is mixed before it meets the parent: requests and items are numbered one after the other, and items of
    /// one request must not share their draws with items of another because 4 ^ 1 = 5 ^ 0.
    @inline(__always)
    static func identity(of parent: UInt64, at salt: UInt64) -> UInt64 { mix(parent ^ mix(salt)) }

    /// One SplitMix64 step (Steele, Lea & Flood, OOPSLA 2014).
    @inline(__always)
    private static func mix(_ seed: UInt64) -> UInt64 {
        var z = seed &+ 0x9e37_79b9_7f4a_7c15
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// Attempts of the caller and of its call, folded; what does not fit into four bits is scattered over all.
    @inline(__always)
    static func occurrence(of parent: UInt32, callAttempt: UInt8) -> UInt32 {
        guard callAttempt < 16 else {
            return UInt32(truncatingIfNeeded: identity(of: UInt64(parent), at: UInt64(callAttempt))) & ~0xff
        }
        return parent &<< 4 | UInt32(callAttempt) &<< 8
    }
}

extension Request {
    func caller(_ kind: Caller.Kind, slot: Int) -> Caller {
        Caller(
            identity: identity, occurrence: occurrence, index: UInt32(truncatingIfNeeded: slot),
            generation: generation, kind: kind, origin: created)
    }
}
