// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

extension UsageForm {
    private enum Ordering: String, CaseIterable {
        case standard, fifo
    }

    /// `{ requests, size?, kind? }`: every call counts, also receives that find nothing; each 64 KB is a request.
    static func queue(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let bytes = keys.bytes("size")
        let kind: Ordering = keys.optional("kind", .enumeration("kind of queue"), default: .standard)
        let price = "sqs/\(kind.rawValue)_request"
        return keys.count("requests").map { [PriceUse(price, $0 * context.rule(price).count(bytes: bytes))] }
    }

    /// `{ publishes, size?, kind? }`: standard topics bill each 64 KB; FIFO topics bill publishes and their payload.
    static func topic(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let bytes = keys.bytes("size")
        let kind: Ordering = keys.optional("kind", .enumeration("kind of topic"), default: .standard)
        guard let publishes = keys.count("publishes") else { return nil }
        switch kind {
        case .standard:
            let chunks = context.rule("sns/standard_publish").count(bytes: bytes)
            return [PriceUse("sns/standard_publish", publishes * chunks)]
        case .fifo:
            return [
                PriceUse("sns/fifo_publish", publishes),
                PriceUse("sns/fifo_publish_payload", publishes * Decimal(bytes) / 1_073_741_824),
            ]
        }
    }

    /// `{ shards, records?, size?, hours? }` of a stream with provisioned shards.
    static func stream(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let shards = keys.count("shards")
        let records = keys.count("records", default: 0)
        let units = context.rule("kinesis/put_payload_unit").count(bytes: keys.bytes("size"))
        let hours = keys.hours(context)
        return shards.map { shards in
            [
                PriceUse("kinesis/shard_hour", shards * hours),
                PriceUse("kinesis/put_payload_unit", records * units),
            ]
        }
    }

    /// `{ executions, transitions }` of standard workflows: transitions of each execution, retries included.
    static func stateMachine(_ keys: inout MappingReader) -> [PriceUse]? {
        let executions = keys.count("executions")
        let transitions = keys.count("transitions")
        guard let executions, let transitions else { return nil }
        return [PriceUse("stepfunctions/standard_transition", executions * transitions)]
    }

    /// `{ executions, duration, memory }` of express workflows, billed in steps of 100 ms and 64 MB.
    static func expressWorkflow(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let executions = keys.count("executions")
        let duration = keys.nanoseconds("duration")
        // Memory: 50 MB, the definition, and the payload of each parallel branch.
        let memory = keys.gigabytes("memory", default: 0)
        guard let executions, let duration else { return nil }
        let rule = context.rule("stepfunctions/express_duration")
        let seconds = Decimal(rule.billed(nanoseconds: duration)) / 1_000_000_000
        return [
            PriceUse("stepfunctions/express_request", executions),
            PriceUse("stepfunctions/express_duration", executions * seconds * rule.billed(gigabytes: memory)),
        ]
    }
}
