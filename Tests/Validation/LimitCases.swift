// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// Concurrency limits, token buckets, retries and timeouts; the source of each case stands at the head of its file.
enum LimitCases {
    static let all: [Case] = [
        loss("L02", throttled: 0.018384570336648132, busy: 4.908077148316759, places: 10),
        loss("L04", throttled: 0.07570045271086097, busy: 92.4299547289139, places: 100),
        Case("L06", replications: 10, [
            Metric("published_rejections", 503_207, .absolute(4_000), .each { Double($0.flows[0].refused) }),
            Metric("published_p_reject", 0.5039442704676942, .absolute(0.003), .refused),
            Metric("published_cold_starts", 1_000, .absolute(0), .each { Double($0.functions[0].coldStarts) }),
            Metric("published_avg_running", 998.4269, .absolute(0.3), .busy),
        ]),
        Case("L06", set: [
            "period": "{ simulate: 500 s, horizon: steady-state, warm-up: 100 s }",
        ], [
            Metric("steady_state_erlang_b", 0.5044545818988837, .precision(0.005), .refused),
            Metric("mean_running", 999.0195628918505, .precision(0.002), .busy),
            Metric("mean_running of the account", 999.0195628918505, .precision(0.002), .each { $0.accounts[0].mean }),
        ]),
        Case("L07", [
            Metric("item_throttle_prob", 0.28222217258913485, .precision(0.02), .refused),
            Metric("time_fraction_at_limit", 0.08459498868897392, .precision(0.02), .atLimit),
            Metric("p_batch_partly_lost", 0.4882757784506606, .precision(0.02), .ratio {
                (Double($0.sources[0].batchesPartlyRefused), Double($0.sources[0].batches))
            }),
            Metric("mean_concurrency", 7.177778274108652, .precision(0.01), .busy),
        ]),
        Case("T02", [Metric("p_reject", 0.016631747828946452, .precision(0.05), .refused)]),
        Case("T03", [Metric("p_reject", 0.3333333333333333, .precision(0.01), .refused)]),
        Case("T04", [
            Metric("p_reject", 0.1251100357211336, .precision(0.02), .ratio {
                (Double($0.backends[0].refused), Double($0.backends[0].calls))
            }),
        ]),
        Case("R01", [
            Metric("mean_attempts_per_request", 1.24, .precision(0.005), .attempts),
            Metric("p_final_success", 0.992, .precision(0.005), .answered),
            Metric("cost_multiplier_per_request", 1.24, .precision(0.005), Figure.billedPerRequest.times(10)),
            Metric("cost_per_successful_request_multiplier", 1.25, .precision(0.005), .ratio {
                (Double($0.functions[0].billedOnDemand) / 1e8, Double($0.flows[0].answered))
            }),
        ]),
        Case("R05", [
            Metric("mean_sleep_1", 2, .precision(0.005), .delay(beforeRetry: 1)),
            Metric("mean_sleep_2", 3.5, .precision(0.005), .delay(beforeRetry: 2)),
            Metric("mean_sleep_3_capped", 5.739283149766697, .precision(0.005), .delay(beforeRetry: 3)),
            Metric("mean_sleep_6_capped", 11.181946235519085, .precision(0.005), .delay(beforeRetry: 6)),
            Metric("p_sleep_6_at_cap", 0.2838602030166385, .precision(0.01), .ratio {
                (Double($0.sources[0].retryDelaysAtCap[5]), Double($0.sources[0].retryDelays[5].count))
            }),
        ]),
        // Asymptotic in the delay, hence the relative tolerances.
        Case("R09", [
            Metric("per_attempt_throttle_prob", 0.2325818859719051, .relative(0.02), .throttledAttempts),
            Metric("attempt_rate", 10.394060654418821, .relative(0.01), .ratio {
                (Double($0.flows[0].attempts), $0.window.seconds)
            }),
            Metric("p_final_failure", 0.002926196936526419, .relative(0.06), .refused),
        ]),
        Case("R09", set: ["traffic.callers.retry": "none"], [
            Metric("no_retry_throttle_prob", 0.1216610642529515, .precision(0.02), .refused),
        ]),
        Case("R10", [
            Metric("p_final_success", 0.950212931632136, .precision(0.005), .answered).of("goes-on"),
            Metric("mean_attempts", 1.503214724408055, .precision(0.005), .attempts).of("goes-on"),
            Metric("billed_seconds_per_request", 1.503214724408055, .precision(0.01), .billedPerRequest).of("goes-on"),
            Metric("billed_seconds_if_cancelled", 0.9502129316321359, .precision(0.01), .billedPerRequest)
                .of("is-stopped"),
            // Those without an answer gave up after three times one second.
            Metric("client_latency_mean_all", 0.9502129316321362, .precision(0.01), .ratio {
                let flow = $0.flows[0]
                let latencies = Double(flow.latency.sum) / 1e9 + 3 * Double(flow.timedOut)
                return (latencies, Double(flow.answered + flow.timedOut))
            }).of("goes-on"),
        ]),
    ]

    private static func loss(_ id: String, throttled: Double, busy: Double, places: Double) -> Case {
        Case(id, [
            Metric("p_throttle", throttled, .precision(0.02), .refused),
            Metric("mean_concurrency", busy, .precision(0.005), .busy),
            Metric("accepted_rate", busy, .precision(0.005), .throughput),
            Metric("time_fraction_at_limit", throttled, .precision(0.02), .atLimit),
            Metric("utilisation", busy / places, .precision(0.005), Figure.busy.times(1 / places)),
        ])
    }
}
