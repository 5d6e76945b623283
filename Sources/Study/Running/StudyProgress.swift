// SPDX-License-Identifier: GPL-3.0-or-later

/// How far a study is. Meant for eyes only: it holds clock times, which no result does.
public struct StudyProgress: Sendable {
    /// Number of the round, from 1.
    public var round: Int
    /// Complete replications, and how many there will be at the end of this round.
    public var replications: Int
    public var planned: Int
    /// Share of the work up to the end of this round that is done, by simulated time.
    public var fraction: Double
    /// Seconds since the start.
    public var elapsed: Double
    /// Seconds to the end of this round at the pace so far; nil before anything is done.
    public var remaining: Double?
    /// Simulated requests and events so far, over all deployments.
    public var counts: EngineCounts
    /// Invocations a second of clock time.
    public var rate: Double { elapsed > 0 ? Double(counts.invocations) / elapsed : 0 }
}
