// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Workload

@Suite struct RateProfileTests {
    static let week = 604_800.0

    static func profiles() throws -> [RateProfile] {
        let office = try RateProfile.named(.officeHours, mean: 3)
        let tent = try RateProfile.linear(
            [RatePoint(time: 0, value: 1), RatePoint(time: 100, value: 5), RatePoint(time: 150, value: 0)],
            repeating: true)
        return try [
            .constant(2.5), office, tent,
            .linear([RatePoint(time: 10, value: 0), RatePoint(time: 60, value: 4)], repeating: false),
            .steps([0, 2, 0, 1], step: 60, mean: 0.7, phase: 90),
            office.multiplied(by: .spike(at: 200_000, to: 8, lasting: 600)),
            office.multiplied(by: .spike(at: 2 * week + 500, to: 8, lasting: 600, rise: 60)),
            tent.multiplied(by: .ramp(at: 120, to: 3, over: 400)),
            RateProfile.constant(2).multiplied(by: .spike(at: 50, to: 0, lasting: 20)),
        ]
    }

    @Test func theInverseUndoesTheCumulativeRate() throws {
        for profile in try Self.profiles() {
            for mass in [0.001, 0.5, 1, 7, 99.5, 1_234, 1e5, 1e7] {
                let time = profile.time(at: mass)
                #expect(abs(profile.cumulative(at: time) - mass) < 1e-9 * max(mass, 1))
            }
        }
    }

    @Test func theCumulativeRateIsTheIntegralOfTheRate() throws {
        for profile in try Self.profiles() {
            // Half a second is within a step of every profile, so the midpoint rule is exact but at kinks and jumps.
            var sum = 0.0
            for index in 0..<4_000 { sum += profile.rate(at: (Double(index) + 0.5) / 2) / 2 }
            #expect(abs(profile.cumulative(at: 2_000) - sum) < 0.01 + 1e-4 * sum)
        }
    }

    @Test func stepsHaveTheGivenMeanAndRepeat() throws {
        for shape in NamedShape.allCases {
            let profile = try RateProfile.named(shape, mean: 40)
            #expect(abs(profile.cumulative(at: Self.week) - 40 * Self.week) < 1e-6 * Self.week)
            #expect(abs(profile.meanRate - 40) < 1e-9)
            #expect(profile.rate(at: 123_456) == profile.rate(at: 123_456 + 3 * Self.week))
            #expect(shape == .flat || Double(shape.values.count) * shape.step == Self.week)
        }
        let day = try RateProfile.steps((0..<24).map(Double.init), mean: 11.5)
        #expect(day.rate(at: 0) == 0)
        #expect(day.rate(at: 3_600) == 1)
        #expect(day.rate(at: 86_400 + 23.5 * 3_600) == 23)
    }

    @Test func aPhaseTurnsTheWeek() throws {
        let local = try RateProfile.named(.marketHours, mean: 1)
        // New York is five hours behind UTC: Monday 14:30 UTC is the opening bell.
        let utc = try RateProfile.named(.marketHours, mean: 1, phase: -5 * 3_600)
        let bell = 9.5 * 3_600
        #expect(local.rate(at: bell) == local.peakRate)
        #expect(local.rate(at: bell - 1) < local.peakRate / 5)
        for time in stride(from: 450.0, to: Self.week, by: 900) {
            #expect(utc.rate(at: time + 5 * 3_600) == local.rate(at: time))
        }
        let odd = try RateProfile.named(.marketHours, mean: 1, phase: 1_234.5)
        #expect(odd.rate(at: bell - 1_234.5) == local.peakRate)
        #expect(abs(odd.meanRate - 1) < 1e-9)
    }

    @Test func marketHoursHaveABellADipAndABump() throws {
        let profile = try RateProfile.named(.marketHours, mean: 1)
        func rate(_ hour: Double) -> Double { profile.rate(at: hour * 3_600 + 1) }
        #expect(rate(9.5) > 3 * rate(12.5))
        #expect(rate(16) > 2 * rate(12.5))
        #expect(rate(12.5) > 10 * rate(3))
        #expect(rate(24 * 5 + 10) < rate(10) / 10)
    }

    @Test func spikesAndRampsMultiply() throws {
        let spike = try RateProfile.constant(2).multiplied(by: .spike(at: 100, to: 10, lasting: 30))
        #expect([99.9, 100, 129.9, 130, 1e6].map(spike.rate) == [2, 20, 20, 2, 2])
        #expect(abs(spike.cumulative(at: 200) - (2 * 170 + 20 * 30)) < 1e-9)
        let ramp = try RateProfile.constant(2).multiplied(by: .ramp(at: 100, to: 3, over: 50))
        #expect([100, 125, 150, 1e6].map(ramp.rate) == [2, 4, 6, 6])
        let both = try ramp.multiplied(by: .spike(at: 120, to: 2, lasting: 10))
        #expect(abs(both.rate(at: 125) - 8) < 1e-9)
        let steady = try RateProfile.steps([1, 3], step: 10, mean: 2).multiplied(by: .ramp(at: 5, to: 2, over: 0))
        #expect([4, 6, 14, 24, 34].map(steady.rate) == [1, 2, 6, 2, 6])
        #expect(abs(steady.meanRate - 4) < 1e-12)
    }

    @Test func silenceNeverEnds() throws {
        #expect(RateProfile.constant(0).time(at: 1) == .infinity)
        let ending = try RateProfile.linear(
            [RatePoint(time: 0, value: 2), RatePoint(time: 10, value: 0)], repeating: false)
        #expect(abs(ending.time(at: 10) - 10) < 1e-6)
        #expect(ending.time(at: 10.1) == .infinity)
    }

    @Test func whatIsNoRateIsAFault() {
        #expect(throws: RateFault.empty) { try RateProfile.steps([], mean: 1) }
        #expect(throws: RateFault.negative(index: 1)) { try RateProfile.steps([1, -1], mean: 1) }
        #expect(throws: RateFault.notFinite(index: 0)) { try RateProfile.steps([.nan], mean: 1) }
        #expect(throws: RateFault.zeroEverywhere) { try RateProfile.steps([0, 0], mean: 1) }
        #expect(throws: RateFault.timesNotAscending(index: 1)) {
            try RateFactor([RatePoint(time: 2, value: 1), RatePoint(time: 1, value: 1)])
        }
        #expect(throws: RateFault.notPositive(0)) { try RateFactor.spike(at: 1, to: 2, lasting: 0) }
    }
}
