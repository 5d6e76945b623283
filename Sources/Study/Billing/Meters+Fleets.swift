// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing
import Scenario

/// What functions and container services use.
extension Meters {
    mutating func add(
        _ function: FunctionObservation, as choices: LambdaPlacement, memory: Int, in place: MeteredPlace
    ) {
        let suffix = choices.architecture.priceSuffix, commitment = choices.savingsPlan?.priceBookName
        let megabytes = Decimal(memory)
        func gigabyteSeconds(_ nanoseconds: UInt128, _ megabytes: Decimal) -> Decimal {
            month(FunctionDuration.gigabyteSeconds(
                seconds: Decimal(exactly: nanoseconds) / Self.nanosecondsASecond, megabytes: megabytes))
        }
        let requests = month(Decimal(function.invocations))
        add(requests, of: "requests_\(suffix)", service: "lambda", in: place)
        add(gigabyteSeconds(function.billedOnDemand, megabytes), of: "duration_\(suffix)", service: "lambda",
            in: place, plan: commitment)
        add(gigabyteSeconds(function.provisionedTime, megabytes), of: "provisioned_concurrency_\(suffix)",
            service: "lambda", in: place, plan: commitment)
        add(gigabyteSeconds(function.billedProvisioned, megabytes), of: "provisioned_duration_\(suffix)",
            service: "lambda", in: place, plan: commitment)
        if choices.snapStart == .billed {
            add(month(Decimal(function.coldStarts + function.proactiveStarts)) * megabytes / 1024,
                of: "snapstart_restore", service: "lambda", in: place)
            // One published version, kept all month.
            add(billedHours * 3600 * megabytes / 1024, of: "snapstart_cache", service: "lambda", in: place)
        }
        let storage = FunctionDuration.billedEphemeral(megabytes: Decimal(choices.ephemeralMegabytes))
        add(gigabyteSeconds(function.billedOnDemand + function.billedProvisioned, storage),
            of: "ephemeral_storage_above_512MB", service: "lambda", in: place)
        addLogs(choices.logs, requests: requests, in: place)
        addNetwork(choices.network, bytes: month(Decimal(function.bytesOutside)), in: place)
    }

    mutating func add(
        _ service: ServiceObservation, as choices: FargatePlacement, plan: ServicePlan, polled: UInt64,
        in place: MeteredPlace
    ) {
        let suffix = choices.architecture.priceSuffix
        var prefix = "", commitment: String?
        switch choices.pricing {
        case .onDemand: break
        case .spot: prefix = "spot_"
        case .savingsPlan(let terms): commitment = terms.priceBookName
        }
        let life = month(Decimal(exactly: service.tasks.area)) / Self.nanosecondsAnHour
        // Tasks that lived less than a minute are billed for one.
        let billed = month(Decimal(exactly: service.tasks.area + service.minimumTopUp)) / Self.nanosecondsAnHour
        add(billed * Decimal(plan.vCPU), of: "\(prefix)vcpu_\(suffix)", service: "fargate", in: place, plan: commitment)
        // A GB is 1024³ bytes here, as a footnote of the pricing page says.
        add(billed * Decimal(plan.memory) / 1024, of: "\(prefix)memory_\(suffix)", service: "fargate", in: place,
            plan: commitment)
        add(billed * TaskSeconds.billedStorage(gigabytes: Decimal(choices.ephemeralGigabytes)),
            of: "ephemeral_above_20GB", service: "fargate", in: place)
        if choices.hasPublicIP { add(life, of: "public_ipv4", service: "vpc", in: place) }
        addLogs(choices.logs, requests: month(Decimal(service.requests)), in: place)
        addNetwork(choices.network, bytes: month(Decimal(service.bytesOutside + polled)), in: place)
    }

    /// Traces and metrics by their number; logs are billed when they come in, and for as long as they are kept.
    private mutating func addLogs(_ logs: LogChoices, requests: Decimal, in place: MeteredPlace) {
        let ingested = requests * Decimal(logs.bytesPerRequest) / Self.gigabyte
        add(ingested, of: "logs_ingest", service: "cloudwatch", in: place)
        add(requests * Decimal(logs.tracedShare), of: "traces_recorded", service: "xray", in: place)
        add(Decimal(logs.customMetrics), of: "custom_metric", service: "cloudwatch", in: place)
        guard billedHours > 0 else { return }
        let retention = Decimal(logs.retention.nanoseconds) / Self.nanosecondsAnHour / billedHours
        add(LogStorage(ingestedPerMonth: ingested, retentionMonths: retention).gigabyteMonths, of: "logs_storage",
            service: "cloudwatch", in: place)
    }

    /// One gateway for a region, however many fleets go through it, with the public address that it needs.
    private mutating func addNetwork(_ network: Network, bytes: Decimal, in place: MeteredPlace) {
        guard network == .nat else { return }
        let shared = MeteredPlace(
            provider: place.provider, region: place.region, part: "NAT gateway", component: nil)
        let isThere = readings.contains { $0.part == shared.part && $0.price.region == shared.region }
        if !isThere {
            add(billedHours, of: "nat_gateway_hour", service: "vpc", in: shared)
            add(billedHours, of: "public_ipv4", service: "vpc", in: shared)
        }
        add(bytes / Self.gigabyte, of: "nat_gateway_data", service: "vpc", in: place)
    }
}

extension Plan {
    /// Bytes of the messages that a service's tasks took themselves from channels outside their network.
    func bytesPolled(byService service: Int, in observation: Observation) -> UInt64 {
        zip(channels, observation.channels).filter(\.0.isOutsideNetwork).reduce(0) { sum, channel in
            zip(channel.0.subscriptions, channel.1.subscriptions).reduce(sum) { sum, subscription in
                if case .push = subscription.0.consumption { return sum }
                guard case .handler(let handler) = subscription.0.target, handlers[handler].fleet == .service(service)
                else { return sum }
                return sum + subscription.1.bytes
            }
        }
    }
}

extension Architecture {
    /// As the price book writes it.
    var priceSuffix: String {
        switch self {
        case .x86_64: "x86"
        case .arm64: "arm"
        }
    }
}
