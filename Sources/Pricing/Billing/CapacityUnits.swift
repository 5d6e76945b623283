// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// How DynamoDB counts reads and writes: per item, each rounded up (docs.aws.amazon.com/amazondynamodb, read and write
/// operations: 3 KB written are 3 units, 6 in a transaction; 8 KB read are 2 strongly consistent, 1 eventually, 4 in a
/// transaction). The size of a unit is the price's rule.
public enum CapacityUnits {
    public enum Consistency: String, CaseIterable, Hashable, Sendable {
        case eventual, strong, transactional
    }

    /// Units for writing one item. An item is never smaller than one unit.
    public static func write(itemBytes: Int, transactional: Bool = false, rule: BillingRule) -> Decimal {
        rule.count(bytes: itemBytes) * (transactional ? 2 : 1)
    }

    /// Units for reading one item; half a unit for each 4 KB when eventually consistent.
    public static func read(itemBytes: Int, consistency: Consistency, rule: BillingRule) -> Decimal {
        let whole = rule.count(bytes: itemBytes)
        return switch consistency {
        case .eventual: whole / 2
        case .strong: whole
        case .transactional: whole * 2
        }
    }
}
