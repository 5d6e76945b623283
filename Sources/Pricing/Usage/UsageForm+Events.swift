// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

extension UsageForm {
    private enum Ordering: String, CaseIterable {
        case standard, fifo
    }

    /// `{ requests, size?, kind? }`: every call counts, also receives that find nothing; each 64 KB is a request.
    static func queue(_ keys: inout MappingReader) -> [PriceUse]? {
        let chunks = RequestChunks.message.count(bytes: keys.bytes("size"))
        let kind: Ordering = keys.optional("kind", .enumeration("kind of queue"), default: .standard)
        return keys.count("requests").map { [PriceUse("sqs/\(kind.rawValue)_request", $0 * Decimal(chunks))] }
    }

    /// `{ publishes, size?, kind? }`: standard topics bill each 64 KB; FIFO topics bill publishes and their payload.
    static func topic(_ keys: inout MappingReader) -> [PriceUse]? {
        let bytes = keys.bytes("size")
        let kind: Ordering = keys.optional("kind", .enumeration("kind of topic"), default: .standard)
        guard let publishes = keys.count("publishes") else { return nil }
        switch kind {
        case .standard:
            return [PriceUse("sns/standard_publish", publishes * Decimal(RequestChunks.message.count(bytes: bytes)))]
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
        let units = RequestChunks.kinesisRecord.count(bytes: keys.bytes("size"))
        let hours = keys.hours(context)
        return shards.map { shards in
            [
                PriceUse("kinesis/shard_hour", shards * hours),
                PriceUse("kinesis/put_payload_unit", records * Decimal(units)),
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
    static func expressWorkflow(_ keys: inout MappingReader) -> [PriceUse]? {
        let executions = keys.count("executions")
        let duration = keys.nanoseconds("duration")
        let bytes = keys.bytes("memory")
        guard let executions, let duration else { return nil }
        let billed = ExpressDuration(nanoseconds: duration, bytes: Int64(bytes))
        return [
            PriceUse("stepfunctions/express_request", executions),
            PriceUse("stepfunctions/express_duration", executions * billed.gigabyteSeconds),
        ]
    }
}
