// SPDX-License-Identifier: GPL-3.0-or-later

/// How far a default can be trusted, by where it comes from.
public enum Confidence: String, Sendable, Hashable, CaseIterable {
    /// The provider's documentation says so.
    case documented
    /// The provider announced or published it.
    case announced
    /// A third party measured it.
    case measured
    /// Worked out from what is documented or measured.
    case inferred
    /// Nobody is known to have said so: state your own.
    case assumed
}
