// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// A state that goes on in one of several ways.
public struct ChoiceState: Hashable, Sendable {
    /// At least one; the first whose condition holds decides.
    public var rules: [ChoiceRule]
    /// Where to go when no rule holds; nil lets the execution fail with `States.NoChoiceMatched`.
    public var fallback: String?
}

/// A condition and where it leads.
public struct ChoiceRule: Hashable, Sendable {
    /// The condition for people to read: `$.total > 100 and not ($.kind = "gift")`, or the JSONata expression itself.
    public var condition: String
    public var next: String
    public var place: SourcePlace
}
