// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement

/// The ages of what was under way when an observed stretch began and when it ended (ns).
///
/// Whether work is late is known when it ends or when it grows older than the bound, whichever comes first. What is
/// young at the end may still be in time: nothing is known of it, and counting it as late would make a service that
/// takes 35 s miss any bound, by as much as the stretch is short.
public struct Unfinished: Sendable {
    public var atStart = LogHistogram()
    public var atEnd = LogHistogram()

    public init() {}

    /// How many pieces of work were late by `bound` (ns) in the stretch without having ended in it, less those that
    /// ended in it and had been late before it.
    public func late(after bound: UInt64) -> Int64 {
        Int64(atEnd.countAbove(bound)) - Int64(atStart.countAbove(bound))
    }

    public mutating func add(_ other: Unfinished, times: UInt64 = 1) {
        atStart.merge(other.atStart, times: times)
        atEnd.merge(other.atEnd, times: times)
    }
}

extension LogHistogram {
    fileprivate func countAbove(_ value: UInt64) -> UInt64 { count - countAtMost(value) }
}
