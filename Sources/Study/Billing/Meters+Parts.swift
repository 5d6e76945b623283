// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing
import Scenario

/// What doors and backends use.
extension Meters {
    mutating func add(
        _ door: DoorObservation, as product: PlacedProduct, functionShare: Decimal, in place: MeteredPlace
    ) {
        switch product {
        case .httpAPI:
            // Requests that the door throttled are not charged (aws.amazon.com/api-gateway/pricing); they are small.
            add(month(Decimal(door.units - min(door.units, door.throttled))), of: "http_request",
                service: "apigateway", in: place)
        case .restAPI(let cache, let tracedShare):
            add(month(Decimal(door.requests)) * Decimal(tracedShare), of: "traces_recorded", service: "xray", in: place)
            add(month(Decimal(door.requests - min(door.requests, door.throttled) + door.preflights)),
                of: "rest_request", service: "apigateway", in: place)
            if cache > 0 { add(billedHours, of: "rest_cache_\(Self.size(cache))GB", service: "apigateway", in: place) }
        case .alb(let choices):
            add(billedHours, of: "alb_hour", service: "elb", in: place)
            let units = loadBalancerUnits(of: door, as: choices, functionShare: functionShare)
            add(month(units), of: "alb_lcu", service: "elb", in: place)
            add(Decimal(choices.publicAddresses) * billedHours, of: "public_ipv4", service: "vpc", in: place)
        case .functionURL:
            break
        default:
            return
        }
        add(month(Decimal(door.bytesOut)) / Self.gigabyte, of: "internet_out", service: "datatransfer", in: place)
    }

    /// LCU-hours of the observed time, the greatest of the dimensions taken hour by hour: that of a mean hour would be
    /// smaller. An hour that was observed in part counts what came in that part.
    ///
    /// - Parameter functionShare: Of the bytes, those of functions, over all hours.
    private func loadBalancerUnits(
        of door: DoorObservation, as choices: LoadBalancerPlacement, functionShare: Decimal
    ) -> Decimal {
        var sum: Decimal = 0
        for hour in door.hourlyRequests.indices {
            let connections = hour < door.hourlyConnections.count ? door.hourlyConnections[hour] : 0
            let bytes = hour < door.hourlyBytes.count ? door.hourlyBytes[hour] : 0
            // Connections are in millionths. By Little's law as many are open as open a second, times their life. That
            // is taken to be the idle timeout: how long a client uses its connection before is not in the scenario.
            let opened = Decimal(connections) / 1_000_000 / 3600
            // The pricing page's example counts decimal gigabytes here.
            let gigabytes = Decimal(bytes) / 1_000_000_000
            let traffic = LoadBalancerUnits.Traffic(
                newConnectionsPerSecond: opened,
                activeConnections: opened * Decimal(choices.idleTimeout.nanoseconds) / Self.nanosecondsASecond,
                gigabytesPerHour: gigabytes * (1 - functionShare), functionGigabytesPerHour: gigabytes * functionShare,
                requestsPerSecond: Decimal(door.hourlyRequests[hour]) / 3600)
            sum += LoadBalancerUnits(traffic, rules: Decimal(choices.rules)).billed
        }
        return sum
    }

    mutating func add(_ backend: BackendObservation, as product: PlacedProduct, in place: MeteredPlace) {
        switch product {
        case .dynamoDB(let choices): add(backend, as: choices, in: place)
        case .rds(let choices): add(choices, in: place)
        case .elastiCache:
            add(Unnamed(
                service: "ElastiCache", title: "Cache \(place.part)", unit: "hour", quantity: billedHours,
                note: "its node type is not part of the scenario", part: place.part, component: place.component))
        case .s3(let stored):
            add(gigabytes(stored, by: backend), of: "standard_storage", service: "s3", in: place)
            add(month(Decimal(backend.writes)), of: "put_copy_post_list", service: "s3", in: place)
            // Deleting is free; what is neither read nor write counts as "all other requests" (S3 pricing page).
            add(month(Decimal(backend.reads + backend.others)), of: "get_and_other", service: "s3", in: place)
        default:
            break
        }
    }

    private mutating func add(_ table: BackendObservation, as choices: DynamoDBPlacement, in place: MeteredPlace) {
        switch choices.capacity {
        case .onDemand:
            add(month(Decimal(table.writeUnits)), of: "ondemand_write_unit", service: "dynamodb", in: place)
            add(month(Decimal(table.halfReadUnits)) / 2, of: "ondemand_read_unit", service: "dynamodb", in: place)
        case .provisioned(let read, let write):
            // Paid for what is set, used or not.
            add(Decimal(write) * billedHours, of: "provisioned_wcu_hour", service: "dynamodb", in: place)
            add(Decimal(read) * billedHours, of: "provisioned_rcu_hour", service: "dynamodb", in: place)
        }
        // What is billed is one month, whatever its hours.
        add(gigabytes(choices.stored, by: table), of: "storage", service: "dynamodb", in: place)
    }

    /// On average over the billed month: what has grown by its middle, at the pace that was observed.
    func gigabytes(_ stored: StoredData, by backend: BackendObservation) -> Decimal {
        let aMonth = month(Decimal(backend.bytesWritten)) * Decimal(stored.growth ?? 0) / Self.gigabyte
        return Decimal(stored.gigabytes) + aMonth * Decimal(2 * billedMonth - 1) / 2
    }

    private mutating func add(_ database: RDSPlacement, in place: MeteredPlace) {
        let service = "rds_\(database.engine.rawValue)"
        let zones = database.isMultiAZ ? "multi_az" : "single_az"
        add(billedHours, of: "\(database.instanceClass.rawValue)_\(zones)", service: service, in: place)
        add(Decimal(database.storedGigabytes), of: "gp3_storage", service: service, in: place)
        if database.hasProxy {
            let units = ProxyCapacity.instance(vCPU: Decimal(database.instanceClass.vCPU)).billed
            add(units * billedHours, of: "vcpu_hour", service: "rds_proxy", in: place)
        }
    }

    /// `0.5`, `118`.
    private static func size(_ gigabytes: Double) -> String {
        gigabytes == gigabytes.rounded() ? String(Int(gigabytes)) : String(gigabytes)
    }
}
