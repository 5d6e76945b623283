// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// Distributions, billing roundings, and traps of simulation; the source of each case stands at the head of its file.
enum LawCases {
    static let all: [Case] = [
        Case("D01", [
            Metric("p50", 1.1094003924504583e9, .precision(0.005), .latency(0.5)),
            Metric("p99", 13.865998434561083e9, .precision(0.02), .latency(0.99)),
            Metric("mean", 2, .precision(0.01), .meanDuration),
            Metric("var", 9, .precision(0.15), .each { ($0.flows[0].latency.variance ?? .nan) / 1e18 }),
        ]),
        Case("D05", [
            Metric("mean", 1.6666666666666667, .precision(0.01), .meanDuration),
            Metric("p99", 6.309573444801933e9, .precision(0.02), .latency(0.99)),
        ]),
        Case("D07", [
            Metric("mean", 0.03875, .precision(0.01), .meanDuration),
            Metric("p95", 133.33333333333334e6, .precision(0.01), .latency(0.95)),
        ]),
        Case("B02", [
            Metric("mean_billed", 0.11565176427496657, .precision(0.005), billedPerInvocation),
            Metric("overhead_ratio", 2.3130352854993315, .precision(0.005), .ratio {
                (Double($0.functions[0].billedOnDemand), Double($0.functions[0].durations.sum))
            }),
        ]),
        Case("B04", [
            Metric("mean_billed_1ms", 0.12049999999998322, .precision(0.005), billedPerInvocation).of("steps-of-1ms"),
            Metric("mean_billed_100ms", 0.16900037398826257, .precision(0.005), billedPerInvocation)
                .of("steps-of-100ms"),
            Metric("mean_billed_min100_1ms_no_round", 0.1412068864962844, .precision(0.005), billedPerInvocation)
                .of("at-least-100ms"),
        ]),
        Case("B05", replications: 2,
             [100, 200, 0, 100].enumerated().map { billed($0, $1, "steps-of-100ms") }
                + [100, 101, 0, 1].enumerated().map { billed($0, $1, "steps-of-1ms") }),
        Case("S08", replications: 2, [
            Metric("instances_alive_at_2000_lifo", 1, .absolute(0), alive).of("lifo"),
            Metric("instances_alive_at_2000_fifo", 6, .absolute(0), alive).of("fifo"),
            Metric("cold_starts_lifo", 10, .absolute(0), coldStarts).of("lifo"),
            Metric("cold_starts_fifo", 10, .absolute(0), coldStarts).of("fifo"),
        ]),
        Case("S09", replications: 300, [
            Metric("mean_of_completed_only_biased", 47.68116880884701, .precision(0.01), .meanLatency()),
            Metric("fraction_completed", 0.5676676416183064, .precision(0.01), .answered),
        ]),
        Case("S10", replications: 2, [
            Metric("throttled_release_before_arrival", 0, .absolute(0), .each { Double($0.flows[0].refused) }),
            Metric("requests", 1_000, .absolute(0), .each { Double($0.flows[0].offered) }),
        ]),
        Case("S11", [
            Metric("open_mean_response", 1, .precision(0.03), .meanLatency(flow: 0)),
            Metric("closed_mean_response", 0.3600528793856878, .precision(0.02), .meanLatency(flow: 1)),
        ]),
        Case("S14", [
            Metric("mean_life_per_instance", 10, .precision(0.01), .meanLatency(flow: 0)),
            // A random time falls into a life in proportion to its length.
            Metric("mean_life_seen_at_random_time", 50, .precision(0.03), .ratio { observation in
                let lives = observation.flows[0].latency
                let mean = lives.mean ?? .nan
                return ((mean * mean + (lives.variance ?? .nan)) / 1e18 * Double(lives.count), Double(lives.sum) / 1e9)
            }),
            Metric("mean_residual", 25, .precision(0.03), .meanLatency(flow: 1)),
        ]),
    ]

    private static let billedPerInvocation = Figure.ratio {
        (Double($0.functions[0].billedOnDemand) / 1e9, Double($0.functions[0].invocations))
    }
    /// Billed milliseconds of one call of a function.
    private static func billed(_ function: Int, _ milliseconds: Double, _ deployment: String) -> Metric {
        Metric("function \(function)", milliseconds, .absolute(0), .each {
            Double($0.functions[function].billedOnDemand) / 1e6
        }).of(deployment)
    }
    private static let alive = Figure.each { Double($0.functions[0].instances.final) }
    private static let coldStarts = Figure.each { Double($0.functions[0].coldStarts) }
}
