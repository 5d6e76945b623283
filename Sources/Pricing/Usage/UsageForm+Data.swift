// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

extension UsageForm {
    private enum CapacityMode: String, CaseIterable {
        case onDemand = "on-demand"
        case provisioned
    }

    /// `{ mode?, reads?, writes?, item-size?, consistency?, storage? }` on demand, or
    /// `{ mode: provisioned, wcu, rcu, hours?, storage? }`.
    static func table(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let mode: CapacityMode = keys.optional("mode", .enumeration("capacity mode"), default: .onDemand)
        let storage = keys.gigabytes("storage", default: 0)
        let throughput: [PriceUse]? =
            switch mode {
            case .onDemand: onDemandThroughput(&keys, context)
            case .provisioned: provisionedThroughput(&keys, context)
            }
        guard let throughput else { return nil }
        return storage > 0 ? throughput + [PriceUse("dynamodb/storage", storage)] : throughput
    }

    private static func onDemandThroughput(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let bytes = keys.bytes("item-size")
        let consistency: CapacityUnits.Consistency = keys.optional(
            "consistency", .enumeration("consistency"), default: .eventual)
        let writes = keys.count("writes", default: 0)
        let reads = keys.count("reads", default: 0)
        let perWrite = CapacityUnits.write(
            itemBytes: bytes, transactional: consistency == .transactional,
            rule: context.rule("dynamodb/ondemand_write_unit"))
        let perRead = CapacityUnits.read(
            itemBytes: bytes, consistency: consistency, rule: context.rule("dynamodb/ondemand_read_unit"))
        return [
            PriceUse("dynamodb/ondemand_write_unit", writes * perWrite),
            PriceUse("dynamodb/ondemand_read_unit", reads * perRead),
        ]
    }

    /// What is set is billed, used or not.
    private static func provisionedThroughput(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let writes = keys.count("wcu")
        let reads = keys.count("rcu")
        let hours = keys.hours(context)
        guard let writes, let reads else { return nil }
        return [
            PriceUse("dynamodb/provisioned_wcu_hour", writes * hours),
            PriceUse("dynamodb/provisioned_rcu_hour", reads * hours),
        ]
    }

    /// `{ instance, instances?, multi-az?, hours?, storage? }`; a standby in another zone doubles instances and storage.
    static func database(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let known = context.dimensions(of: "rds_postgres", prefix: "", suffix: "_single_az")
        let instance = keys.required("instance", .name(of: "instance", among: known))
        let copies: Decimal = keys.optional("multi-az", .flag, default: false) ? 2 : 1
        let instances = keys.count("instances", default: 1) * copies
        let hours = keys.hours(context)
        let storage = keys.gigabytes("storage", default: 0)
        return instance.map { instance in
            let uses = [PriceUse("rds_postgres/\(instance)_single_az", instances * hours)]
            return storage > 0 ? uses + [PriceUse("rds_postgres/gp3_storage", storage * copies)] : uses
        }
    }

    /// `{ vcpu, hours? }` of the database behind it, or `{ capacity-units, hours? }` for Aurora Serverless.
    static func databaseProxy(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let hours = keys.hours(context)
        let isServerless = keys.has("capacity-units")
        if isServerless, let both = keys.take("vcpu") {
            keys.diagnostics.error(.custom(what: "both `vcpu` and `capacity-units`", hint: "keep one of them"), at: both)
        }
        let capacity: ProxyCapacity? =
            isServerless
            ? keys.count("capacity-units").map { .serverless(capacityUnits: $0) }
            : keys.count("vcpu").map { .instance(vCPU: $0) }
        keys.allow(["vcpu", "capacity-units"])
        return capacity.map { [PriceUse("rds_proxy/vcpu_hour", $0.billed * hours)] }
    }
}
