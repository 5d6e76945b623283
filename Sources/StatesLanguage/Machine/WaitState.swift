// SPDX-License-Identifier: GPL-3.0-or-later

/// A state that lets time pass.
public enum WaitState: Hashable, Sendable {
    /// Seconds, 0 to 99,999,999, from the definition or to be given.
    case seconds(Given<Int>)
    /// An instant in the form of RFC 3339, from the definition or to be given.
    case until(Given<String>)
}
