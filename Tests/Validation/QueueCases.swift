// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// Queues and networks. Values are exact (closed forms or Markov chains) unless named published; the source of each
/// case stands at the head of its file.
enum QueueCases {
    static let all: [Case] = [
        Case("Q01", [
            Metric("mean_wait", 1, .precision(0.02), .meanWait),
            Metric("mean_sojourn", 2, .precision(0.02), .meanLatency()),
            Metric("mean_in_system", 1, .precision(0.02), .inPool),
            Metric("p_wait", 0.5, .precision(0.01), .waited),
            Metric("wait_p95", 4.605170185988092e9, .precision(0.03), .wait(0.95)),
            Metric("sojourn_p95", 5.991464547107982e9, .precision(0.03), .latency(0.95)),
            Metric("sojourn_p99", 9.210340371976182e9, .precision(0.05), .latency(0.99)),
            Metric("var_wait", 3, .precision(0.08), .waitVariance),
        ]),
        Case("Q06", replications: 30, [
            Metric("mean_wait", 2.5, .precision(0.05), .meanWait),
            Metric("mean_sojourn", 3.5, .precision(0.04), .meanLatency()),
            Metric("p_wait", 0.5, .precision(0.01), .waited),
        ]),
        Case("Q08", [
            Metric("p_wait_seen_by_arrivals", 0.6286297964969465, .precision(0.01), .waited),
            Metric("time_fraction_busy", 0.8, .precision(0.005), .running),
            Metric("mean_wait", 1.6927308399198961, .precision(0.02), .meanWait),
            Metric("sojourn_p95", 8.066700681142178e9, .precision(0.03), .latency(0.95)),
        ]),
        Case("Q11", replications: 5_000, [
            Metric("mean_concurrency_at_t1", 8.504060682786323, .precision(0.02), .inFlight(atEndOfBucket: 0)),
            Metric("mean_concurrency_at_t3", 18.96361676485673, .precision(0.02), .inFlight(atEndOfBucket: 2)),
            Metric("mean_concurrency_at_t10", 28.929780199582428, .precision(0.02), .inFlight(atEndOfBucket: 9)),
        ]),
        Case("Q14", [
            Metric("p_abandon", 0.030912249162192446, .precision(0.04), abandoned).of("erlang-a"),
            Metric("p_wait", 0.4677740685537846, .precision(0.02), .ratio { observation in
                let waits = observation.services[0].waits, offered = Double(observation.flows[0].offered)
                return (offered - (waits.shareAtMost(0) ?? 0) * Double(waits.count), offered)
            }).of("erlang-a"),
            Metric("mean_wait_all", 0.06182449832438489, .precision(0.04), waitOfAll.times(1 / 60.0)).of("erlang-a"),
            Metric("mean_queue", 2.967575919570475, .precision(0.04), .queued).of("erlang-a"),
            Metric("utilisation", 0.9303242408042932, .precision(0.005), Figure.running.times(1 / 50.0)).of("erlang-a"),
            Metric("wait_p90", 0.2074107952530093 * 60e9, .precision(0.04), .wait(0.9)).of("erlang-a")
                .knownIssue(leavers),
            Metric("published_p_abandon", 0.031, .absolute(0.0005), abandoned).of("erlang-a"),
            Metric("published_mean_wait_seconds", 3.7, .absolute(0.05), waitOfAll).of("erlang-a"),
            Metric("published_wait_p90_seconds", 12.5e9, .absolute(0.1e9), .wait(0.9)).of("erlang-a")
                .knownIssue(leavers),
            Metric("erlangC_mean_wait_seconds", 20.833668335905028, .precision(0.05), .meanWait).of("erlang-c"),
            Metric("erlangC_wait_p90_seconds", 58.13874178200883e9, .precision(0.05), .wait(0.9)).of("erlang-c"),
        ]),
        Case("Q15", [
            Metric("p_drop", 0.1726918919041909, .precision(0.02), .refused),
            Metric("mean_wait_accepted", 2.155136816564436, .precision(0.02), .meanWait),
            Metric("mean_in_system", 15.661621622972142, .precision(0.01), .inPool),
            Metric("throughput", 4.963848648574855, .precision(0.005), .throughput),
            Metric("mean_busy", 4.963848648574853, .precision(0.005), .running),
        ]),
        Case("Q16", [
            Metric("mean_end_to_end", 0.40384615384615385, .precision(0.02), .meanLatency()),
            Metric("end_to_end_p95", 0.9739559425134234e9, .precision(0.03), .latency(0.95)),
            Metric("mean_in_station1", 1.5, .precision(0.03), .station(0)),
            Metric("mean_in_station2", 0.9230769230769231, .precision(0.03), .station(1)),
            Metric("interdeparture_cv2_station1", 1, .precision(0.01), .each { observation in
                let gaps = observation.backends[0].interdepartures
                return gaps.sampleVariance / (gaps.mean * gaps.mean)
            }),
        ]),
        Case("Q18", [
            Metric("throughput", 13.48347878710439, .precision(0.01), .throughput),
            Metric("mean_response", 0.48329673044971266, .precision(0.02), .meanLatency()),
            Metric("mean_at_station2", 5.407608194696773, .precision(0.02), .station(1)),
        ]),
        Case("Q20", [
            Metric("mean_sojourn", 1.509433962264151, .precision(0.02), .meanLatency()),
            Metric("mean_in_system", 4.528301886792454, .precision(0.02), .inPool),
            // The number in flight at the end of each minute.
            Metric("p_ge_4_in_system", 0.5094339622641509, .precision(0.03), .ratio { observation in
                let series = observation.sources[0].inFlightSeries
                return (Double(series.count { $0 >= 4 }), Double(series.count))
            }),
        ]),
        Case("Q21", [
            Metric("mean_in_system", 4.5, .precision(0.03), .inPool),
            Metric("mean_sojourn", 7.5, .precision(0.03), .meanLatency()),
            Metric("time_fraction_busy", 0.6, .precision(0.01), .running),
        ]),
        Case("Q21", file: "Q21-first", [
            Metric("mean_wait_first_of_batch", 4.5, .precision(0.03), .meanLatency(flow: 1)),
        ]),
        Case("Q22", [
            Metric("mean_concurrency", 10, .precision(0.01), .busy),
            Metric("var_concurrency", 30, .precision(0.05), .busyVariance),
        ]),
        // Printed to five and three digits.
        Case("W2", [
            Metric("p_wait", 0.019646, .precision(0.05), .waited),
            Metric("mean_wait", 0.000982, .precision(0.1), .meanWait),
        ]),
    ]

    /// Time spent in the queue for each request that came, those who left included.
    private static let waitOfAll = Figure.ratio {
        ($0.services[0].queue.mean * $0.window.seconds, Double($0.flows[0].offered))
    }
    private static let leavers = "a service's waits leave out those who gave up waiting"
    private static let abandoned = Figure.ratio { (Double($0.services[0].impatient), Double($0.flows[0].offered)) }
}
