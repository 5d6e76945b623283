// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Documents
import Reporting
import Scenario

/// Reads what options are given, so that a refusal says what was expected.
enum ArgumentText {
    /// A value with its unit, as scenarios have it.
    static func quantity<Value: Quantity>(_ text: String) throws -> Value {
        do { return try Value(parsing: text) } catch { throw ValidationError(FaultSentence(error).text) }
    }

    static func seed(_ text: String) throws -> UInt64 {
        guard let seed = UInt64(text) else { throw ValidationError("expected a whole number from 0 to \(UInt64.max)") }
        return seed
    }

    static func month(_ text: String) throws -> BillingMonth {
        guard let month = BillingMonth(text) else {
            throw ValidationError("expected a year and a month from 01 to 12, as in 2026-11")
        }
        return month
    }

    /// Not left to a scenario that is made from it, of which nobody has seen a line yet.
    static func requireRegion(_ region: String, in catalogue: Catalogue) throws {
        let known = catalogue.seller(.aws)?.regions.map(\.region.rawValue) ?? []
        guard known.contains(region) else { throw Complaints.unknown("region of AWS", region, known) }
    }
}
