// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

extension UsageForm {
    /// `{ ingested, stored? }`: GB written in the month and, compressed, GB kept through it.
    static func logs(_ keys: inout MappingReader) -> [PriceUse]? {
        let stored = keys.gigabytes("stored", default: 0)
        return keys.gigabytes("ingested").map {
            [PriceUse("cloudwatch/logs_ingest", $0), PriceUse("cloudwatch/logs_storage", stored)]
        }
    }

    /// `{ gateways?, hours?, data? }`: data through it is billed on top of what it costs to send it on.
    static func gateway(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let gateways = keys.count("gateways", default: 1)
        let hours = keys.hours(context)
        let data = keys.gigabytes("data", default: 0)
        return [PriceUse("vpc/nat_gateway_hour", gateways * hours), PriceUse("vpc/nat_gateway_data", data)]
    }

    /// `{ addresses?, hours? }`
    static func addresses(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        [PriceUse("vpc/public_ipv4", keys.count("addresses", default: 1) * keys.hours(context))]
    }

    /// `{ data }` to the internet.
    static func dataTransferOut(_ keys: inout MappingReader) -> [PriceUse]? {
        keys.gigabytes("data").map { [PriceUse("datatransfer/internet_out", $0)] }
    }
}
