// SPDX-License-Identifier: GPL-3.0-or-later

/// Something that a run showed to be wrong with an option: what, by which numbers, and which setting changes it.
public struct Finding: Sendable, Hashable {
    public var rule: FindingRule
    public var deployment: String
    /// The part that it is about.
    public var subject: String
    /// What is wrong, in a sentence.
    public var title: String
    /// What this simulation saw, with its numbers.
    public var evidence: String
    /// What to turn, and which way.
    public var knob: String
    /// The setting's address, as `--set` takes it.
    public var address: String
}

/// Every kind of finding. A rule looks at what a run saw, never at what people believe of a pattern.
public enum FindingRule: String, Sendable, Hashable, CaseIterable {
    case coldStarts = "cold-starts"
    case overwhelmedBackend = "overwhelmed-backend"
    case noDeadLetters = "no-dead-letters"
    case shortVisibility = "short-visibility"
    case layeredRetries = "layered-retries"
    case noJitter = "no-jitter"
    case notIdempotent = "not-idempotent"
    case steadyLoad = "steady-load"
    case platformLatency = "platform-latency"
    case longWork = "long-work"
    case shortTimeout = "short-timeout"
    case doorAboveFunction = "door-above-function"
    case workForNobody = "work-for-nobody"
    case sharedBackend = "shared-backend"
    case hotShard = "hot-shard"
    case poisonedLane = "poisoned-lane"
}
