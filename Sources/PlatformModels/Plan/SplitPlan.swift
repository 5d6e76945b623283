// SPDX-License-Identifier: GPL-3.0-or-later

/// A handler whose work several fleets share. Each member is a handler of the plan with the same program; the first is
/// the handler that is asked for.
public struct SplitPlan: Sendable, Hashable {
    public var rule: Rule
    /// Indices of handlers; at least two.
    public var members: [Int]

    /// Who gets a piece of work.
    public enum Rule: Sendable, Hashable {
        /// By chance, with a share for each member; they sum to 1. The stream is the same in every deployment.
        case shares([Double], stream: String)
        /// The first that takes it: what a member would refuse goes to the next.
        case overflow
    }

    public init(_ rule: Rule, members: [Int]) {
        self.rule = rule
        self.members = members
    }
}
