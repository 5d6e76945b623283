// SPDX-License-Identifier: GPL-3.0-or-later
import Benchmark
import Measurement
import PlatformModels
import Sampling
import SimulationKernel
import Workload

/// Micro-benchmarks of the engine's parts. A scaled iteration is one operation: read the figures as ns per operation.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.cpuUser, .wallClock], scalingFactor: .mega, maxDuration: .seconds(3), maxIterations: 5)

    for size in [20, 1_000, 100_000] {
        Benchmark("event queue, hold model, \(size) pending") { benchmark in
            var queue = EventQueue<UInt64>()
            var state: UInt64 = 1
            for index in 0..<size { queue.insert(UInt64(index), at: SimulationTime(nanoseconds: Int64(index)), as: .arrival) }
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                guard let now = queue.nextTime else { break }
                let event = queue.removeFirst()
                state = state &* 6364136223846793005 &+ 1442695040888963407
                queue.insert(event, at: now + SimulationDuration(nanoseconds: Int64(state >> 44)), as: .arrival)
            }
            blackHole(queue.count)
        }
    }

    let laws: [(String, Distribution)] = [
        ("exponential", .exponential(mean: 1)), ("lognormal", .lognormal(mu: 0, sigma: 1)),
        ("gamma", .gamma(shape: 2.5, scale: 1)), ("weibull", .weibull(scale: 1, shape: 1.5)),
    ]
    for (name, law) in laws {
        Benchmark("sampler, \(name), one substream per request") { benchmark in
            let sampler = Sampler(law), key = StreamKey(seed: 1, replication: 0, name: name)
            var sum = 0.0, request: UInt64 = 0
            for _ in benchmark.scaledIterations {
                request += 1
                sum += sampler.sample(key, request: request)
            }
            blackHole(sum)
        }
    }

    Benchmark("arrivals, Poisson") { benchmark in
        var generator = ArrivalGenerator(
            .poisson(.constant(100)), key: StreamKey(seed: 1, replication: 0, name: "arrivals"))
        for _ in benchmark.scaledIterations { blackHole(generator.next()) }
    }

    Benchmark("histogram, record") { benchmark in
        var histogram = LogHistogram()
        var state: UInt64 = 1
        for _ in benchmark.scaledIterations {
            state = state &* 6364136223846793005 &+ 1442695040888963407
            histogram.record(state >> 34)
        }
        blackHole(histogram.count)
    }

    Benchmark("event dispatch, one event that schedules the next") { benchmark in
        var simulation = Simulation(Ticker())
        simulation.scheduler.schedule(0, at: .zero, as: .arrival)
        simulation.run(until: SimulationTime(nanoseconds: Int64(benchmark.scaledIterations.count)))
        blackHole(simulation.model.count)
    }
}

/// Ticks once a nanosecond.
struct Ticker: SimulationModel, ~Copyable {
    var count = 0

    mutating func handle(_ event: UInt64, scheduler: inout Scheduler<UInt64>) {
        count += 1
        scheduler.schedule(event, after: SimulationDuration(nanoseconds: 1), as: .arrival)
    }
}
