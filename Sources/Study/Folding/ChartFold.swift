// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels
import SimulationKernel

/// Sums courses over time, stretch by stretch, over the replications.
struct ChartFold: Sendable {
    private struct Track: Sendable {
        var subject: String
        var quantity: ChartQuantity
        var limit: ChartLimit?
        /// What a peak must exceed for the course to be worth drawing.
        var least: Double { quantity == .backlog ? ChartFold.leastBacklog : 0 }
        var level: @Sendable (Observation) -> LevelSummary
        /// By stretch and bucket.
        var sums: [[Double]]
        var peaks: [[Double]]
    }

    private var tracks: [Track] = []
    private let design: RunDesign
    private var replications = 0
    private var width = 0.0

    init(plan: Plan, design: RunDesign) {
        self.design = design
        for (index, function) in plan.functions.enumerated() {
            let limit = function.reserved.map { ChartLimit(name: "reserved concurrency", value: Double($0)) }
            add(function.name, .concurrency, limit) { $0.functions[index].busy }
            add(function.name, .instances, nil) { $0.functions[index].instances }
            if case .queue = function.whenFull { add(function.name, .queue, nil) { $0.functions[index].queue } }
        }
        for (index, account) in plan.accounts.enumerated() {
            let limit = account.concurrency.map { ChartLimit(name: "account concurrency", value: Double($0)) }
            add(account.name, .accountConcurrency, limit) { $0.accounts[index] }
        }
        for (index, service) in plan.services.enumerated() where !service.isClientSide {
            let most = ChartLimit(name: "maximum tasks", value: Double(service.greatestMaximum))
            add(service.name, .concurrency, nil) { $0.services[index].running }
            add(service.name, .tasks, most) { $0.services[index].healthyTasks }
            add(service.name, .queue, nil) { $0.services[index].queue }
        }
        for (index, channel) in plan.channels.enumerated() {
            for (position, subscription) in channel.subscriptions.enumerated() where subscription.target != .nobody {
                add(subscription.name, .backlog, nil) { $0.channels[index].subscriptions[position].backlog }
            }
        }
        for (index, backend) in plan.backends.enumerated() {
            if let connections = backend.connections {
                let limit = ChartLimit(name: "maximum connections", value: Double(connections.maximum))
                add(backend.name, .connections, limit) { $0.backends[index].connections }
            }
            if let concurrency = backend.concurrency {
                let limit = ChartLimit(name: "concurrency", value: Double(concurrency))
                add(backend.name, .concurrency, limit) { $0.backends[index].inService }
            }
            if case .queue = backend.whenFull { add(backend.name, .queue, nil) { $0.backends[index].queue } }
        }
    }

    private mutating func add(
        _ subject: String, _ quantity: ChartQuantity, _ limit: ChartLimit?,
        _ level: @escaping @Sendable (Observation) -> LevelSummary
    ) {
        let empty = design.parts.map { _ in [Double]() }
        tracks.append(Track(
            subject: subject, quantity: quantity, limit: limit, level: level, sums: empty, peaks: empty))
    }

    /// Adds one stretch of a replication.
    mutating func add(_ observation: Observation, part: Int) {
        if part == 0 { replications += 1 }
        for index in tracks.indices {
            let level = tracks[index].level(observation)
            width = max(width, level.bucketWidth.seconds)
            for (bucket, mean) in level.courseMeans.enumerated() {
                if bucket == tracks[index].sums[part].count {
                    tracks[index].sums[part].append(0)
                    tracks[index].peaks[part].append(0)
                }
                tracks[index].sums[part][bucket] += mean
                let peak = Double(level.buckets[bucket].peak)
                tracks[index].peaks[part][bucket] = max(tracks[index].peaks[part][bucket], peak)
            }
        }
    }

    /// A backlog that never reaches this many messages is no course worth drawing.
    private static let leastBacklog = 50.0

    /// Subjects that were never busy are left out.
    var series: [ChartSeries] {
        tracks.compactMap { track in
            guard track.peaks.contains(where: { $0.contains { $0 > track.least } }) else { return nil }
            let segments = design.parts.enumerated().map { index, part in
                ChartSegment(
                    label: design.parts.count == 1 ? "" : part.label, start: part.stretch.start.seconds,
                    means: track.sums[index].map { $0 / Double(max(replications, 1)) }, peaks: track.peaks[index])
            }
            return ChartSeries(
                subject: track.subject, quantity: track.quantity, bucketWidth: width, limit: track.limit,
                segments: segments)
        }
    }
}

extension LevelSummary {
    /// The mean of each bucket; the last may be shorter than the others.
    var courseMeans: [Double] {
        buckets.enumerated().map { index, bucket in
            let before = Int64(index) * bucketWidth.nanoseconds
            let length = min(bucketWidth.nanoseconds, duration.nanoseconds - before)
            return length > 0 ? Double(bucket.area) / Double(length) : 0
        }
    }
}

extension ServicePlan {
    /// The largest number of tasks that any schedule allows.
    var greatestMaximum: Int { schedule.reduce(tasks.maximum) { max($0, $1.bounds.maximum) } }
}
