// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// What RDS Proxy is billed by: the capacity of the database behind it, with a minimum
/// (aws.amazon.com/rds/proxy/pricing, as retold by several notes).
public enum ProxyCapacity: Hashable, Sendable {
    /// An instance of so many vCPU; at least 2 are billed.
    case instance(vCPU: Decimal)
    /// Aurora Serverless of so many capacity units; at least 8 are billed.
    case serverless(capacityUnits: Decimal)

    /// Units billed each hour.
    public var billed: Decimal {
        switch self {
        case .instance(let vCPU): max(2, vCPU)
        case .serverless(let capacityUnits): max(8, capacityUnits)
        }
    }
}
