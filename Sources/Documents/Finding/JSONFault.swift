// SPDX-License-Identifier: GPL-3.0-or-later

/// What can be wrong with the syntax of a JSON text.
public enum JSONFault: Hashable, Sendable {
    case expected(String, found: String)
    /// A bracket, quote or comment, and where it was opened.
    case unclosed(String, line: Int, column: Int)
    case contentAfterEnd(found: String)
}
