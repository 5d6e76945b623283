// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// Retries that multiply, storms that stay, and what keeps them small; the source of each case stands at the head of
/// its file. Values from simulations are not exact: tolerances are those of the cases.
enum StormCases {
    static let all: [Case] = [
        Case("R03", replications: 2, [Metric("aws_5_layers_3_attempts", 243, .absolute(0), callsPerRequest)]),
        Case("R03", file: "E07", replications: 2, [
            Metric("google_sre_3_layers_4_attempts", 64, .absolute(0), callsPerRequest),
        ]),
        Case("E07", replications: 2, [Metric("db_calls_per_user_request", 64, .absolute(0), callsPerRequest)]),
        Case("E07", set: [
            "handlers.api.steps.1.invoke.retry.attempts": "1", "handlers.service.steps.1.call.retry.attempts": "1",
        ], replications: 2, [
            Metric("db_calls_if_only_top_layer_retries", 4, .absolute(0), callsPerRequest),
        ]),
        Case("E03", replications: 3, [
            Metric("sent_rate", 200, .relative(0.05), .ratio { (Double($0.backends[0].calls), $0.window.seconds) }),
            Metric("local_reject_prob", 0.8, .absolute(0.02), .ratio {
                (Double($0.calls[0].refusedLocally), Double($0.calls[0].attempts))
            }),
            Metric("backend_reject_per_accept", 1, .absolute(0.1), .ratio {
                (Double($0.backends[0].refused), Double($0.backends[0].calls - $0.backends[0].refused))
            }),
        ]),
        outage(100, attempts: 99.7435, within: 99.28984921804245...100.19715078195755, goodput: 99.735, stuck: 0),
        outage(140, attempts: 140.026, within: 139.50037563658822...140.5516243634118, goodput: 140.0215, stuck: 0),
        outage(160, attempts: 321.1685, within: 319.8255743795231...322.51142562047687, goodput: 0, stuck: 1, [
            Metric("published_or_fluid_attempt_rate", 320, .relative(0.02), attemptRate),
        ]),
        recovery(100, seconds: 15.25, within: 14.726743986397922...15.773256013602078),
        recovery(140, seconds: 113.2, within: 105.93113127061804...120.46886872938197),
        collapse(rate: 40, "p_stuck_no_backoff", 0.733, 0.09, within: 0.648...0.804),
        collapse(rate: 30, "p_stuck_base_30", 0.317, 0.09, within: 0.24...0.404),
        collapse(rate: 20, "p_stuck_base_20", 0, 0.03, within: 0...0.031),
        // The delays of the source: up to 20 s before the second attempt and up to 40 s before the third.
        Case("E05", set: ["traffic.clients.retry": "{ attempts: 3, base: 20 s, cap: 40 s, jitter: full }"],
             replications: 240, [
                Metric("p_stuck_with_backoff_jitter", 0, .absolute(0.03), stuck(below: 20)),
                Metric("third_party_original_code_mean_success_backoff", 40.02, .absolute(0.8), .throughput),
             ]),
        Case("E05", set: [
            "traffic.clients.arrivals": "{ process: poisson, rate: 40/s }", "traffic.clients.retry": "none",
            "traffic.clients.timeout": "none",
        ], replications: 40, [
            Metric("equilibrium_concurrency_at_40rps", 66.66666666666667, .absolute(3), .each {
                $0.backends[0].inService.mean
            }),
        ]),
    ]

    private static let callsPerRequest = Figure.ratio { (Double($0.backends[0].calls), Double($0.flows[0].offered)) }

    private static let attemptRate = Figure.ratio { (Double($0.flows[0].attempts), $0.window.seconds) }

    /// The share of runs that answer less than this a second.
    private static func stuck(below rate: Double) -> Figure {
        .each { Double($0.flows[0].answered) / $0.window.seconds < rate ? 1 : 0 }
    }

    /// E04, two to seven minutes after the trigger is gone.
    private static func outage(
        _ rate: Int, attempts: Double, within range: ClosedRange<Double>, goodput: Double, stuck: Double,
        _ more: [Metric] = []
    ) -> Case {
        Case("E04_\(rate)", file: "E04", set: ["traffic.clients.arrivals.rate": "\(rate)/s"], [
            Metric("attempt_rate_late", attempts, .relative(0.02), attemptRate).known(within: range),
            Metric("goodput_late", goodput, .absolute(2), .throughput),
            Metric("stuck", stuck, .absolute(0), Self.stuck(below: Double(rate) / 2)),
        ] + more)
    }

    /// E04 from the start. A request that fails is in flight for 2 s and one that succeeds at once for at most 1 s, so
    /// that the storm is over with the first of five samples, a second apart, whose mean is a second's arrivals.
    private static func recovery(_ rate: Int, seconds: Double, within range: ClosedRange<Double>) -> Case {
        Case("E04_\(rate)", file: "E04", set: [
            "traffic.clients.arrivals.rate": "\(rate)/s", "period": "{ simulate: 400 s }",
        ], [
            Metric("recovery_seconds_after_outage", seconds, .relative(0.25), .each { observation in
                let series = observation.sources[0].inFlightSeries
                let end = (70..<series.count - 5).first { series[$0..<$0 + 5].reduce(0, +) <= 5 * UInt64(rate) }
                return end.map { Double($0 + 1 - 70) } ?? .infinity
            }).known(within: range),
        ])
    }

    private static func collapse(
        rate: Int, _ name: String, _ share: Double, _ tolerance: Double, within range: ClosedRange<Double>
    ) -> Case {
        // The spike is one to 80 a second, whatever it rises from.
        Case("E05", set: [
            "traffic.clients.arrivals.rate": "\(rate)/s",
            "traffic.clients.arrivals.spikes.1.factor": "\(80 / Double(rate))",
        ], replications: 480, [
            Metric(name, share, .absolute(tolerance), stuck(below: Double(rate) / 2)).known(within: range),
        ])
    }
}
