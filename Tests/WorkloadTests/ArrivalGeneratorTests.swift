// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
import Workload
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct ArrivalGeneratorTests {
    static func key(_ name: String, _ replication: Int = 0) -> StreamKey {
        StreamKey(seed: 2_026, replication: replication, name: name)
    }

    func times(_ process: ArrivalProcess, until end: Double, replication: Int = 0, start: Double = 0) -> [Double] {
        var generator = ArrivalGenerator(
            process, key: Self.key("source", replication), start: SimulationTime(seconds: start))
        var times: [Double] = []
        while let arrival = generator.next(), arrival.time.seconds < end {
            for _ in 0..<arrival.count { times.append(arrival.time.seconds) }
        }
        return times
    }

    func gaps(_ times: [Double]) -> (mean: Double, cv: Double) {
        let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
        return (mean, variance.squareRoot() / mean)
    }

    /// Variance over mean of the counts in windows.
    func dispersion(_ times: [Double], window: Double, end: Double) -> Double {
        var counts = [Double](repeating: 0, count: Int(end / window))
        for time in times { counts[min(Int(time / window), counts.count - 1)] += 1 }
        let mean = counts.reduce(0, +) / Double(counts.count)
        return counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(counts.count - 1) / mean
    }

    @Test func plainPoissonHasExponentialGapsAndUnitDispersion() {
        let end = 50_000.0
        let times = times(.poisson(.constant(20)), until: end)
        #expect(abs(Double(times.count) - 20 * end) < 5 * (20 * end).squareRoot())
        let gaps = gaps(times)
        #expect(abs(gaps.cv - 1) < 0.005)
        // The variance of an index of dispersion over n windows is 2/n.
        #expect(abs(dispersion(times, window: 5, end: end) - 1) < 5 * (2.0 / 10_000).squareRoot())
        let isSorted = times == times.sorted()
        #expect(isSorted)
    }

    /// The inline path and the general one are the same process on the same draws.
    @Test func aConstantRateIsACaseOfAVaryingOne() throws {
        let varying = try RateProfile.steps([1, 1 + 1e-15], step: 10, mean: 20)
        #expect(varying.constantRate == nil)
        let inline = times(.poisson(.constant(20)), until: 500)
        let general = times(.poisson(varying), until: 500)
        #expect(inline.count == general.count)
        #expect(zip(inline, general).allSatisfy { abs($0 - $1) < 1e-7 })
    }

    @Test(arguments: [NamedShape.officeHours, .retailWeek, .marketHours])
    func countsFollowTheProfileHourByHour(shape: NamedShape) throws {
        let profile = try RateProfile.named(shape, mean: 0.5).multiplied(by: .spike(at: 90_000, to: 5, lasting: 5_000))
        let weeks = 3.0, hours = 168 * 3
        var counts = [Double](repeating: 0, count: hours)
        for time in times(.poisson(profile), until: weeks * 604_800) { counts[min(Int(time / 3_600), hours - 1)] += 1 }
        for (hour, count) in counts.enumerated() {
            let start = Double(hour) * 3_600
            let expected = profile.cumulative(at: start + 3_600) - profile.cumulative(at: start)
            #expect(abs(count - expected) < 5 * expected.squareRoot() + 2)
        }
    }

    @Test func aLateStartReadsTheProfileAtItsTime() throws {
        let profile = try RateProfile.steps([1, 3], step: 1_000, mean: 20)
        let late = times(.poisson(profile), until: 2_000, start: 1_000)
        #expect(late.allSatisfy { $0 >= 1_000 })
        #expect(abs(Double(late.count) - 30_000) < 5 * 30_000.squareRoot())
    }

    @Test(arguments: [0.3, 1, 3]) func renewalGapsHaveTheirVariation(cv: Double) throws {
        let gap = try Distribution.gamma(mean: 0.05, cv: cv)
        let gaps = gaps(times(.renewal(gap: gap, profile: nil), until: 20_000))
        #expect(abs(gaps.mean / 0.05 - 1) < 5 * cv / 400_000.squareRoot())
        #expect(abs(gaps.cv / cv - 1) < 0.02)
    }

    /// In operational time the dispersion of counts tends to the squared variation of the gaps.
    @Test func renewalFollowsAProfile() throws {
        let profile = try RateProfile.steps([1, 3], step: 500, mean: 20)
        let gap = try Distribution.gamma(mean: 7, cv: 0.5)
        let times = times(.renewal(gap: gap, profile: profile), until: 100_000)
        #expect(abs(Double(times.count) - 2_000_000) < 5 * 0.5 * 2_000_000.squareRoot())
        var counts = [Double](repeating: 0, count: 1_000)
        for time in times { counts[min(Int(time / 100), 999)] += 1 }
        let normalised = counts.enumerated().map { index, count in
            let expected = profile.cumulative(at: Double(index + 1) * 100) - profile.cumulative(at: Double(index) * 100)
            return (count - expected) * (count - expected) / expected
        }
        #expect(abs(normalised.reduce(0, +) / 1_000 - 0.25) < 0.06)
    }

    @Test func deterministicTimesAreExact() {
        var generator = ArrivalGenerator(
            .deterministic(interval: 1.25, first: 0.5), key: Self.key("clock"), start: SimulationTime(seconds: 10))
        for number in 0..<1_000_000 as Range<Int64> {
            let arrival = generator.next()
            #expect(arrival?.time.nanoseconds == 10_500_000_000 + number * 1_250_000_000)
        }
    }

    @Test func schedulesComeBackEveryWeek() {
        let process = ArrivalProcess.weekly([9 * 3_600, 86_400, 2 * 3_600], phase: 8 * 3_600)
        #expect(process.validate().isEmpty)
        #expect(
            times(process, until: 2 * 604_800)
                == [3_600, 57_600, 583_200].flatMap { [$0, $0 + 604_800] }.sorted())
        #expect(times(.times([1, 1, 2], period: nil), until: 100) == [1, 1, 2])
    }

    @Test func batchesHaveTheirSizesAndLeaveTheInstantsAlone() throws {
        let plain = ArrivalProcess.poisson(.constant(2))
        let instants = times(plain, until: 50_000)
        let fives = times(.batches(plain, size: .constant(5)), until: 50_000)
        let areFives = fives == instants.flatMap { [Double](repeating: $0, count: 5) }
        #expect(areFives)
        let uniform = times(.batches(plain, size: .uniform(low: 0.5, high: 9.5)), until: 50_000)
        let mean = Double(uniform.count) / Double(instants.count)
        #expect(abs(mean - 5) < 5 * (60.0 / 9 / Double(instants.count)).squareRoot())
        let haveTheSameInstants = Set(uniform) == Set(instants)
        #expect(haveTheSameInstants)
        let nested = times(.batches(.batches(plain, size: .constant(2)), size: .constant(3)), until: 10)
        #expect(nested.count == 6 * times(plain, until: 10).count)
    }

    @Test func closedLoopsAreLeftToTheModel() {
        var generator = ArrivalGenerator(.closedLoop(users: 3, think: .exponential(mean: 1)), key: Self.key("loop"))
        #expect(generator.next() == nil)
    }

    @Test func replicationsDifferAndRepeat() {
        let process = ArrivalProcess.poisson(.constant(5))
        #expect(times(process, until: 100) == times(process, until: 100))
        #expect(times(process, until: 100) != times(process, until: 100, replication: 1))
    }

    @Test func faultsAreNamed() {
        #expect(ArrivalProcess.deterministic(interval: 0, first: -1).validate() == [.interval(0), .firstOffset(-1)])
        #expect(ArrivalProcess.times([], period: nil).validate() == [.noTimes])
        #expect(ArrivalProcess.times([1, 3, 2], period: 1).validate().count == 2)
        #expect(ArrivalProcess.renewal(gap: .constant(0), profile: nil).validate() == [.meanGap(0)])
        #expect(
            ArrivalProcess.renewal(gap: .normal(mean: 1, deviation: 1), profile: nil).validate()
                == [.mayBeNegative(lowest: -.infinity)])
        #expect(ArrivalProcess.closedLoop(users: 0, think: .constant(1)).validate() == [.users(0)])
        #expect(
            ArrivalProcess.markovModulated(MarkovModulation(rates: [1], dwells: [1, 2])).validate()
                == [.modulation(.statesDiffer(rates: 1, dwells: 2))])
    }
}

extension ArrivalGeneratorTests {
    /// Fischer & Meier-Hellstern, "The Markov-modulated Poisson process cookbook", Performance Evaluation 18 (1993):
    /// Var N(t) / E N(t) of the stationary two-state process.
    @Test(arguments: [0.5, 5, 50]) func burstsHaveTheirIndexOfDispersion(window: Double) {
        let modulation = MarkovModulation(rates: [40, 2], dwells: [3, 9])
        #expect(abs(modulation.meanRate - 11.5) < 1e-9)
        let end = 600_000.0
        let times = times(.markovModulated(modulation), until: end)
        let a = 1.0 / 3, b = 1.0 / 9, s = a + b
        let excess = 2 * a * b * (40 - 2) * (40 - 2) / (s * s * (40 * b + 2 * a))
        let expected = 1 + excess - excess / (s * window) * (1 - exp(-s * window))
        #expect(abs(dispersion(times, window: window, end: end) / expected - 1) < 0.05)
        // The counts' long-run standard deviation is √(IDC(∞) × mean).
        #expect(abs(Double(times.count) - 11.5 * end) < 5 * ((1 + excess) * 11.5 * end).squareRoot())
    }

    @Test func chainsGoWhereTheirMatrixSays() {
        // A ring of three: equal visits, so shares are the dwells'.
        let ring = MarkovModulation(
            rates: [10, 0, 1], dwells: [1, 2, 5], transitions: [[0, 1, 0], [0, 0, 1], [1, 0, 0]])
        #expect(ring.validate().isEmpty)
        #expect(zip(ring.shares, [0.125, 0.25, 0.625]).allSatisfy { abs($0 - $1) < 1e-12 })
        let times = times(.markovModulated(ring), until: 200_000)
        #expect(abs(Double(times.count) / 200_000 - ring.meanRate) < 0.05 * ring.meanRate)
        let silent = ArrivalProcess.markovModulated(MarkovModulation(rates: [0, 0], dwells: [1, 1]))
        #expect(self.times(silent, until: 10).isEmpty)
    }
}
