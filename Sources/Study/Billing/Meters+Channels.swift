// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import PlatformModels
import Pricing
import Scenario
import SimulationKernel

/// What channels and workflows use.
extension Meters {
    mutating func add(
        _ channel: ChannelObservation, plan: ChannelPlan, as product: ProductModel, stream: StreamPlacement?,
        handlers: [HandlerPlan], in place: MeteredPlace
    ) {
        let consumers = zip(plan.subscriptions, channel.subscriptions).map {
            Consumer(plan: $0, seen: $1, isFunction: Self.isFunction($0.target, handlers))
        }
        switch product {
        case .sqs, .sqsFIFO:
            let dimension = product == .sqs ? "standard_request" : "fifo_request"
            add(month(queueRequests(channel, consumers)), of: dimension, service: "sqs", in: place)
            add(Decimal(paidPollers(consumers)) * billedHours, of: "esm_provisioned_sqs", service: "lambda", in: place)
        case .kinesis:
            guard let stream else { return }
            add(Decimal(stream.shards) * billedHours, of: "shard_hour", service: "kinesis", in: place)
            add(month(Decimal(channel.units25)), of: "put_payload_unit", service: "kinesis", in: place)
            if stream.retentionHours > 24 {
                add(Decimal(stream.shards) * billedHours, of: "extended_retention_provisioned", service: "kinesis",
                    in: place)
            }
            addFanOut(stream, consumers, data: "efo_data_provisioned", in: place)
        case .kinesisOnDemand:
            add(billedHours, of: "ondemand_stream_hour", service: "kinesis", in: place)
            // Records are counted in whole kilobytes (facts, billing rules).
            add(month(Decimal(channel.units1)) * 1024 / Self.gigabyte, of: "ondemand_in", service: "kinesis", in: place)
            let read = consumers.reduce(Decimal(0)) { $0 + Decimal($1.seen.bytes) }
            add(month(read) / Self.gigabyte, of: "ondemand_out", service: "kinesis", in: place)
        case .dynamoDBStreams:
            // Triggers of functions read for nothing; other readers pay for each GetRecords call.
            let read = consumers.filter { !$0.isFunction }.reduce(Decimal(0)) { $0 + Decimal($1.seen.receiveCalls) }
            add(month(read), of: "streams_read", service: "dynamodb", in: place)
        case .sns:
            add(month(Decimal(channel.units64)), of: "standard_publish", service: "sns", in: place)
            add(month(httpDeliveries(consumers)), of: "deliver_http", service: "sns", in: place)
        case .eventBridge:
            add(month(Decimal(channel.units64)), of: "custom_event", service: "eventbridge", in: place)
            add(month(httpDeliveries(consumers)), of: "api_destination", service: "eventbridge", in: place)
        case .scheduler:
            add(month(Decimal(channel.published)), of: "scheduler_invocation", service: "eventbridge", in: place)
        case .msk:
            add(Unnamed(
                service: "MSK", title: "Kafka cluster for \(place.part)", unit: "hour", quantity: billedHours,
                note: "its brokers are not part of the scenario", part: place.part, component: place.component))
        default: break
        }
    }

    private struct Consumer {
        let plan: SubscriptionPlan
        let seen: SubscriptionObservation
        let isFunction: Bool
    }

    private static func isFunction(_ target: SubscriptionTarget, _ handlers: [HandlerPlan]) -> Bool {
        guard case .handler(let handler) = target, case .function = handlers[handler].fleet else { return false }
        return true
    }

    /// Sends, receives and deletes, and the long polls of idle pollers: five for a function's mapping, each 20 s long
    /// (AWS Lambda Developer Guide, services-sqs-scaling; Amazon SQS Developer Guide, long polling).
    private func queueRequests(_ channel: ChannelObservation, _ consumers: [Consumer]) -> Decimal {
        let polling = consumers.reduce(Decimal(0)) { sum, consumer in
            guard consumer.isFunction, case .poll(let poll) = consumer.plan.consumption,
                  case .scaled(let initial, _, _, _) = poll.pollers else { return sum }
            let idle = UInt128(initial) * UInt128(UInt64(bitPattern: consumer.seen.busy.duration.nanoseconds))
            let busy = min(idle, consumer.seen.busy.area)
            return sum + Decimal(exactly: (idle - busy) / 20_000_000_000)
        }
        return consumers.reduce(Decimal(channel.units64) + polling) {
            $0 + Decimal($1.seen.units64) + Decimal($1.seen.deleteCalls)
        }
    }

    private func paidPollers(_ consumers: [Consumer]) -> Int {
        consumers.reduce(0) { sum, consumer in
            guard consumer.isFunction, case .poll(let poll) = consumer.plan.consumption else { return sum }
            return sum + (poll.paidPollers ?? 0)
        }
    }

    private func httpDeliveries(_ consumers: [Consumer]) -> Decimal {
        consumers.reduce(Decimal(0)) { sum, consumer in
            guard case .handler = consumer.plan.target, !consumer.isFunction else { return sum }
            return sum + Decimal(consumer.seen.deliveries)
        }
    }

    private mutating func addFanOut(
        _ stream: StreamPlacement, _ consumers: [Consumer], data: String, in place: MeteredPlace
    ) {
        guard stream.hasEnhancedFanOut else { return }
        add(Decimal(stream.shards * consumers.count) * billedHours, of: "efo_consumer", service: "kinesis", in: place)
        let read = consumers.reduce(Decimal(0)) { $0 + Decimal($1.seen.bytes) }
        add(month(read) / Self.gigabyte, of: data, service: "kinesis", in: place)
    }

    mutating func add(
        _ workflow: WorkflowObservation, plan: WorkflowPlan, isExpress: Bool, in place: MeteredPlace
    ) {
        guard isExpress else {
            return add(
                month(Decimal(workflow.transitions)), of: "standard_transition", service: "stepfunctions", in: place)
        }
        add(month(Decimal(workflow.started)), of: "express_request", service: "stepfunctions", in: place)
        // Billed in steps of 64 MB.
        let megabytes = Decimal((plan.memory + 63) / 64 * 64)
        let seconds = Decimal(exactly: workflow.billed) / Self.nanosecondsASecond
        add(month(seconds) * megabytes / 1024, of: "express_duration", service: "stepfunctions", in: place)
    }
}
