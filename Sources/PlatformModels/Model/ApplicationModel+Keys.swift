// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// Keys of messages: what they are drawn from, and which piece of work they belong to.
extension ApplicationModel {
    /// The piece of work that the key of what a frame publishes belongs to: that of the message or request in hand,
    /// however many handlers lie between. Each item of a map, and each turn of a loop, is a piece of its own.
    mutating func keyedBy(_ frame: Int) -> UInt64 {
        var frame = frame
        while true {
            let identity = frames[frame].identity
            let caller = invocations[Int(frames[frame].invocation)].caller, index = Int(caller.index)
            switch caller.kind {
            case .delivery:
                let cursor = Int(deliveries[index].cursor)
                guard deliveries[index].generation == caller.generation, cursor < batches[index].count,
                      batches[index][cursor].identity == identity else { return identity }
                return batches[index][cursor].keyedBy
            case .frame:
                guard identity == caller.identity, frames[index].epoch == caller.generation else { return identity }
                frame = index
            case .request, .authorizer, .preflight, .nobody: return identity
            }
        }
    }

    /// A number that stands for the key of what follows from a piece of work: equal keys, equal numbers.
    mutating func keyHash(_ channel: Int, _ identity: UInt64) -> UInt64 {
        let rank = keyRank(channel, identity)
        return Caller.identity(of: rank >= 0 ? UInt64(rank) : identity, at: 0)
    }

    /// The key itself, by its rank in popularity from 0; −1 where each message has one of its own.
    mutating func keyRank(_ channel: Int, _ identity: UInt64) -> Int {
        guard let popularity = channels[channel].popularity else { return -1 }
        var stream = RandomStream(channels[channel].keyStream, request: identity)
        return popularity.sample(&stream)
    }
}
