// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing

@testable import Scenario

/// What is no mistake but hardly meant.
@Suite struct WarningTests {
    private func warnings(_ change: (inout ScenarioText) -> Void) throws -> [String] {
        var scenario = ScenarioText()
        change(&scenario)
        return try scenario.load().allWarnings.map { FaultSentence($0.fault).text }
    }

    private func cron(_ expression: String, _ period: String) throws -> [String] {
        try warnings {
            $0.period = period
            $0.traffic = "  clock: { to: buy, arrivals: { process: cron, expression: \"\(expression)\" } }"
        }
    }

    /// Once a day on five days of seven: a Monday has 7/5 of the mean, an hour without the time has nothing.
    @Test func aPartOfAScheduleIsNoMonth() throws {
        let monday = try cron("0 9 * * mon-fri", "{ simulate: 1 day }")
        #expect(monday.count == 1 && monday[0].contains("40 % more traffic than this schedule"), "\(monday)")
        #expect(try cron("0 9 * * *", "{ simulate: 1 h }").first?.contains("100 % less") == true)
        #expect(try cron("0 9 * * mon-fri", "{ simulate: 1 week }").isEmpty)
        #expect(try cron("*/15 * * * *", "{ simulate: 1 h, starts: tuesday 06:00 }").isEmpty)
        #expect(try cron("0 9 * * mon-fri", "{ simulate: 1 day, bill-as: 24 h }").isEmpty)
    }

    /// Once, of two deployments that have it.
    @Test func soIsAPartOfAChannelsSchedule() throws {
        let found = try warnings {
            $0.period = "{ simulate: 1 day }"
            $0.rest = "channels: { nightly: { kind: schedule, cron: \"0 2 * * 1-5\", to: buy } }\n"
            $0.deployments = "  a: { provider: aws }\n  b: { like: a }"
        }
        #expect(found.filter { $0.contains("40 % more traffic than this schedule") }.count == 1, "\(found)")
    }

    @Test(arguments: [
        (0, 86_400, 1), (32_400, 86_400, 1), (32_401, 86_400, 1), (32_401, 86_399, 0), (345_600 + 32_401, 172_800, 0),
        (32_400, 604_800, 5), (-1, 1, 0), (604_800 * 3, 32_401, 1),
    ] as [(Double, Double, Int)])
    func timesOfAScheduleAreCounted(from start: Double, lasting length: Double, _ count: Int) throws {
        let schedule = try #require(CronSchedule("0 9 * * mon-fri"))
        #expect(schedule.count(from: start, lasting: length) == count)
    }

    @Test func aSpikeOutsideThePeriodIsNone() throws {
        func spiked(_ time: String) throws -> [String] {
            try warnings {
                $0.period = "{ simulate: 1 day }"
                $0.traffic = """
                      shoppers: { to: shop/buy, arrivals: { rate: 10/s, spikes: [ { at: \(time), factor: 2, for: 1 h } ] } }
                    """
            }
        }
        #expect(try spiked("sunday 09:00").contains { $0.contains("this spike does not happen within the period") })
        #expect(try spiked("25 h").contains { $0.contains("this spike does not happen") })
        #expect(try spiked("monday 09:00").isEmpty && spiked("23 h").isEmpty)
    }

    /// The mean of a Lomax exists above shape 1, its variance above shape 2.
    @Test(arguments: [
        ("{ lomax: { shape: 0.5, scale: 1 ms } }", "has no mean"),
        ("{ lomax: { shape: 1.5, scale: 1 ms } }", "varies without bound"),
        ("{ mean: 8 ms, cv: 100000 }", "varies 100000 times its mean"),
        ("{ lomax: { shape: 0.5, scale: 1 ms }, max: 1 s }", nil),
        ("{ lomax: { shape: 2.5, scale: 1 ms } }", nil), ("{ mean: 8 ms, cv: 50 }", nil), ("0 s", nil),
    ] as [(String, String?)])
    func heavyTailsAreTold(_ law: String, _ words: String?) throws {
        let found = try warnings { $0.handlers = "  buy: { steps: [ compute: \(law) ] }" }
        if let words {
            #expect(found.contains { $0.contains(words) }, "\(found)")
        } else {
            #expect(!found.contains { $0.contains("this distribution") }, "\(found)")
        }
    }

    /// SQS hides a message for 12 hours, delays it by 15 minutes and keeps it for 14 days at most; Lambda sells whole MB.
    @Test(arguments: [
        ("visibility: 13 h", "", "'visibility' of 'jobs' is at most 12 h"), ("delay: 1 h", "", "at most 15 min"),
        ("keeps: 15 days", "", "at most 14 days"), ("visibility: 12 h, delay: 15 min, keeps: 14 days", "", ""),
        ("", "memory: 1.7 GB", "'1.7 GB' is no whole number of MB"), ("", "memory: 1.75 GB", ""),
    ])
    func whatAWSRefusesIsRefused(_ queue: String, _ place: String, _ words: String) {
        var scenario = ScenarioText()
        let options = queue.isEmpty ? "" : ", \(queue)"
        scenario.rest = "channels: { jobs: { kind: queue, to: buy\(options) } }\n"
        if !place.isEmpty { scenario.deployments = "  l: { place: { buy: { use: lambda, \(place) } } }" }
        let failure = scenario.failureText()
        #expect(words.isEmpty ? failure.isEmpty : failure.contains(words), "\(failure)")
    }

    @Test(arguments: [("function-url", true), ("alb", true), ("http-api", false), ("rest-api", false)])
    func aThrottleThatADoorCannotHaveIsLeftOut(_ door: String, _ isLeftOut: Bool) throws {
        var scenario = ScenarioText()
        scenario.doors = "  shop: { routes: [ buy ], throttle: { rate: 5/s, burst: 5 } }"
        scenario.deployments = "  l: { place: { buy: { use: lambda, timeout: 20 s }, shop: \(door) } }"
        let loaded = try scenario.load()
        #expect(loaded.allWarnings.contains { FaultSentence($0.fault).text.contains("has no throttle") } == isLeftOut)
        #expect((try #require(loaded.compile().first).plan.doors[0].throttle == nil) == isLeftOut)
    }

    @Test func spotTasksAreWarnedOf() throws {
        let found = try warnings {
            $0.deployments = "  f: { place: { buy: { use: fargate, pricing: spot }, shop: alb } }"
        }
        #expect(found.contains { $0.hasPrefix("Spot tasks are taken away") }, "\(found)")
    }

    /// An account of 1,000 gives 900 away.
    @Test func anAccountHasOnlySoMuchToProvision() throws {
        func provisioned(_ place: String) throws -> [String] {
            try warnings { $0.deployments = "  l: { place: { buy: { use: lambda, \(place) } } }" }
                .filter { $0.contains("more than AWS gives away") }
        }
        #expect(try provisioned("provisioned: 5000").first?.contains("5000 environments") == true)
        #expect(try provisioned("reserved: 950, provisioned: 20").first?.contains("950 environments") == true)
        #expect(try provisioned("provisioned: 900").isEmpty)
        #expect(try provisioned("provisioned: 5000, account-concurrency: 10k").isEmpty)
    }
}
