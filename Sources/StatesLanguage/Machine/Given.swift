// SPDX-License-Identifier: GPL-3.0-or-later

/// A value that the definition gives, or a text from which an execution computes it.
public enum Given<Value: Hashable & Sendable>: Hashable, Sendable {
    case literal(Value)
    /// A path (`$.delay`), a JSONata expression with its `{% %}`, an intrinsic call, or a placeholder (`${Delay}`)
    /// that a deployment replaces. What it yields must be told to a simulation.
    case computed(String)

    /// The value, where the definition gives it.
    public var literal: Value? {
        guard case .literal(let value) = self else { return nil }
        return value
    }
}
