// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// Idle pools, cold starts and provisioned concurrency; the source of each case stands at the head of its file.
enum ColdStartCases {
    static let all: [Case] = [
        Case("C01", [
            Metric("p_cold_given_accepted", 0.22313016014842982, .precision(0.01), .cold()),
            Metric("p_throttle", 0.11775307689670426, .precision(0.02), .refused),
            Metric("mean_service", 2.6693904804452897, .precision(0.02), .meanDuration),
            Metric("mean_idle_provisioned", 0.6853910258607979, .precision(0.01), .idle),
            Metric("mean_busy", 0.11775307689670425, .precision(0.02), .busy),
        ]),
        // The value leaves out terms of the order of λE[S] = 1e-4.
        Case("C02", [Metric("p_cold", 0.6065306597126334, .precision(0.01), .cold())]),
        pool("C03", cold: 0.09969984652043719, busy: 2, idle: 2.5312412822114805, life: 45.44882906397087),
        pool("C05", cold: 0.01908503205024159, busy: 10, idle: 7.184005487949837, life: 45.01958771332613),
        Case("C06", replications: 10, [
            Metric("published_cold_starts_run_a", 1_213, .absolute(150), .each { Double($0.functions[0].coldStarts) }),
            Metric("published_cold_starts_run_b", 1_183, .absolute(150), .each { Double($0.functions[0].coldStarts) }),
            Metric("published_mean_servers", 7.67615, .between(7.6612...7.691, 0.08), .instances),
            Metric("published_mean_running", 1.7925, .between(1.7879...1.7971, 0.03), .busy),
            Metric("published_mean_idle", 5.88365, .between(5.8733...5.894, 0.08), .idle),
            Metric("published_mean_lifespan", 6431.8, .between(6335.1337...6528.5989, 500), .meanLife),
        ]),
        provisioned("C08", spilled: 0.19906687402799378, utilisation: 0.640746500777605, places: 5,
                    onDemand: 0.7962674961119751),
        provisioned("C09", spilled: 0.06441092478156991, utilisation: 0.7484712601747441, places: 20,
                    onDemand: 1.0305747965051186),
        Case("C10", [
            Metric("mean_delay_before_service", 5.859530070308561, .precision(0.03), .ratio {
                let function = $0.functions[0]
                return (Double(function.waits.sum) / 1e9, Double(function.waits.count + function.unwaited))
            }),
            Metric("p_request_triggers_start", 0.2858634865371422, .precision(0.02), .cold()),
            Metric("mean_sojourn", 8.859530070308562, .precision(0.02), .meanLatency()),
        ]),
        Case("C12", [
            Metric("p_cold_deterministic", 0, .absolute(0), .cold(function: 0)),
            Metric("p_cold_exponential", 0.22313016014842982, .precision(0.01), .cold(function: 1)),
            Metric("p_cold_h2_cv2_9", 0.10030632838806555, .precision(0.01), .cold(function: 2)),
            Metric("p_cold_lognormal_cv3", 0.15246483149413043, .precision(0.01), .cold(function: 3)),
        ]),
        Case("C13", [
            order("most-recently-released", .cold(), 0.09968348214285713, 0.09957156844089246...0.0997953958448218),
            order("most-recently-released", .instances, 4.53017494236926, 4.527887898845977...4.532461985892542),
            order("newest-created", .cold(), 0.09212474489795919, 0.0920017437505528...0.09224774604536558),
            order("newest-created", .instances, 4.6019167749583865, 4.59958252543849...4.604251024478283),
            order("newest-created", .idle, 2.602333470242247, 2.601066313757869...2.6036006267266254),
            order("random", .cold(), 0.054562244897959175, 0.054464333682288965...0.054660156113629385),
            order("random", .instances, 5.063975100670782, 5.061280553737688...5.066669647603876),
            order("random", .idle, 3.0643917959546445, 3.0626811387161283...3.0661024531931607),
            order("least-recently-released", .cold(), 0.018589285714285718, 0.018518322001785634...0.0186602494267858),
            order("least-recently-released", .instances, 6.141848504995094, 6.137221466050817...6.1464755439393715),
            order("least-recently-released", .idle, 4.142265200278958, 4.138465748107197...4.146064652450719),
            order("most-recently-released", .idle, 2.530591637653122, 2.529360923397221...2.5318223519090233),
            order("most-recently-released", .busy, 1.9995833047161373, 1.9982098408637923...2.0009567685684826),
            order("newest-created", .busy, 1.9995833047161398, 1.998209840863796...2.0009567685684835),
            order("random", .busy, 1.9995833047161373, 1.998209840863792...2.0009567685684826),
            order("least-recently-released", .busy, 1.9995833047161369, 1.998209840863792...2.0009567685684817),
            Metric("third_party_SimFaaS p_cold", 0.09223446713198234, .precision(0.03), .cold())
                .known(within: 0.0914088903300369...0.09306004393392779).of("newest-created"),
            Metric("third_party_SimFaaS mean_instances", 4.598831928513763, .precision(0.03), .instances)
                .known(within: 4.588700976966134...4.608962880061393).of("newest-created"),
            Metric("exact p_cold", 0.09969984652043719, .precision(0.02), .cold()).of("most-recently-released"),
        ]),
        Case("C14", [
            order("most-recently-released", .cold(), 0.1069827806122449, 0.10683725973193457...0.10712830149255521),
            order("most-recently-released", .instances, 4.977996368344206, 4.975513966543178...4.9804787701452335),
            order("most-recently-released", .busy, 2.427266128358487, 2.425543331744528...2.4289889249724457),
            order("newest-created", .cold(), 0.0993642219387755, 0.09920641636294805...0.09952202751460296),
            order("newest-created", .instances, 5.017742608335555, 5.015304807885983...5.020180408785127),
            order("newest-created", .busy, 2.3969159915513374, 2.3952729339186525...2.3985590491840223),
            order("random", .cold(), 0.058536734693877546, 0.05842351518916428...0.058649954198590815),
            order("random", .instances, 5.337847223473328, 5.334858191974088...5.340836254972568),
            order("random", .busy, 2.233780402956337, 2.232193172000187...2.235367633912487),
            order(
                "least-recently-released", .cold(), 0.019885714285714284, 0.019805021778261687...0.019966406793166882),
            order("least-recently-released", .instances, 6.273249547787203, 6.2685061806108475...6.2779929149635585),
            order("least-recently-released", .busy, 2.0791763929311635, 2.077774300885926...2.080578484976401),
            order("most-recently-released", .idle, 2.550730239985719, 2.54959753901559...2.551862940955848),
            order("newest-created", .idle, 2.6208266167842185, 2.6196400354232314...2.622013198145206),
            order("random", .idle, 3.104066820516991, 3.1022142923072598...3.105919348726722),
            order("least-recently-released", .idle, 4.1940731548560395, 4.190001800696061...4.198144509016018),
            Metric("third_party_SimFaaS p_cold", 0.09974007123825608, .precision(0.03), .cold())
                .known(within: 0.09884434198877623...0.10063580048773593).of("newest-created"),
            Metric("third_party_SimFaaS mean_instances", 5.014173850477538, .precision(0.03), .instances)
                .known(within: 5.0063406462943...5.022007054660776).of("newest-created"),
        ]),
    ]

    /// A hundred million invocations: for the full suite.
    static let heavy: [Case] = !Case.isFull ? [] : [
        Case("W1", [
            Metric("busy", 20, .precision(0.005), .each { $0.functions[0].busy.mean }),
            Metric("instances", 40.99, .precision(0.01), .instances).known(within: 40.93...41.05),
            Metric("cold starts", 2.494e-5, .precision(0.1), .cold()).known(within: 2.404e-5...2.584e-5),
            Metric("mean_response", 0.2, .precision(0.005), .meanLatency()),
            Metric("p99", 0.921034e9, .precision(0.01), .latency(0.99)),
        ]),
    ]

    private static func pool(_ id: String, cold: Double, busy: Double, idle: Double, life: Double) -> Case {
        Case(id, [
            Metric("p_cold", cold, .precision(0.03), .cold()),
            Metric("mean_busy", busy, .precision(0.005), .busy),
            Metric("mean_idle", idle, .precision(0.01), .idle),
            Metric("mean_instances", busy + idle, .precision(0.01), .instances),
            Metric("mean_instance_lifetime", life, .precision(0.03), .meanLife),
        ])
    }

    private static func provisioned(
        _ id: String, spilled: Double, utilisation: Double, places: Double, onDemand: Double
    ) -> Case {
        Case(id, [
            Metric("p_spillover", spilled, .precision(0.02), .ratio {
                let function = $0.functions[0]
                return (Double(function.invocations - function.provisionedInvocations), Double(function.invocations))
            }),
            Metric("provisioned_utilisation", utilisation, .precision(0.005), .each {
                $0.functions[0].provisionedBusy.mean / places
            }),
            Metric("mean_on_demand_concurrency", onDemand, .precision(0.02), .each {
                $0.functions[0].busy.mean - $0.functions[0].provisionedBusy.mean
            }),
        ])
    }

    /// A value of an independent simulation, known within its own interval.
    private static func order(
        _ deployment: String, _ figure: Figure, _ value: Double, _ interval: ClosedRange<Double>
    ) -> Metric {
        Metric("\(value)", value, .precision(0.02), figure).known(within: interval).of(deployment)
    }
}
