// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// How DynamoDB counts reads and writes: per item, each rounded up (docs.aws.amazon.com/amazondynamodb, read and write
/// operations: 3 KB written are 3 units, 6 in a transaction; 8 KB read are 2 strongly consistent, 1 eventually, 4 in a
/// transaction).
public enum CapacityUnits {
    public enum Consistency: String, CaseIterable, Hashable, Sendable {
        case eventual, strong, transactional
    }

    static let writeBytes = 1024
    static let readBytes = 4096

    /// Units for writing one item. An item is never smaller than one unit.
    public static func write(itemBytes: Int, transactional: Bool = false) -> Decimal {
        Decimal(units(itemBytes, each: writeBytes)) * (transactional ? 2 : 1)
    }

    /// Units for reading one item; half a unit for each 4 KB when eventually consistent.
    public static func read(itemBytes: Int, consistency: Consistency) -> Decimal {
        let whole = Decimal(units(itemBytes, each: readBytes))
        return switch consistency {
        case .eventual: whole / 2
        case .strong: whole
        case .transactional: whole * 2
        }
    }

    private static func units(_ bytes: Int, each unit: Int) -> Int { RequestChunks(every: unit).count(bytes: bytes) }
}
