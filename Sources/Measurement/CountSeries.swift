// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// How much of something happened in each bucket of time (bytes an hour, requests a minute): exact integers.
@frozen
public struct CountSeries: Sendable, Equatable {
    @usableFromInline var width: Int64
    @usableFromInline var start: Int64
    @usableFromInline var bucketStart: Int64
    @usableFromInline var open: UInt64 = 0
    @usableFromInline var closed: [UInt64] = []

    public init(bucketWidth: SimulationDuration, at start: SimulationTime = .zero) {
        width = bucketWidth.nanoseconds
        self.start = start.nanoseconds
        bucketStart = start.nanoseconds
    }

    @inlinable
    public mutating func add(_ amount: UInt64, at now: SimulationTime) {
        if now.nanoseconds &- bucketStart >= width { roll(to: now.nanoseconds) }
        open &+= amount
    }

    @usableFromInline @inline(never)
    mutating func roll(to now: Int64) {
        while now - bucketStart >= width {
            closed.append(open)
            open = 0
            bucketStart += width
        }
    }

    /// The buckets so far, the open one included.
    public var buckets: [UInt64] { closed + [open] }
    public var total: UInt64 { closed.reduce(open, +) }

    /// Forgets the past: the end of a warm-up.
    public mutating func restart(at now: SimulationTime) {
        self = CountSeries(bucketWidth: SimulationDuration(nanoseconds: width), at: now)
    }
}
