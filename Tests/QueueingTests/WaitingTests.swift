// SPDX-License-Identifier: GPL-3.0-or-later
import Queueing
import Testing

/// Validation cases Q01, Q06, Q08, Q11, Q14, Q20 to Q24, C10.
@Suite struct WaitingTests {
    @Test func mm1() {
        let queue = MM1(arrivalRate: 0.5, meanService: 1)
        #expect(isClose(queue.meanWait, 1))
        #expect(isClose(queue.meanSojourn, 2))
        #expect(isClose(queue.meanInSystem, 1))
        #expect(isClose(queue.waitVariance, 3))
        #expect(isClose(queue.waitQuantile(0.95), 4.605170185988092))
        #expect(isClose(queue.sojournQuantile(0.95), 5.991464547107982))
        #expect(isClose(queue.sojournQuantile(0.99), 9.210340371976182))
        #expect(queue.waitQuantile(0.3) == 0)
    }

    @Test func mg1() {
        // Lognormal of mean 1 and cv 2: E[S³] = (1 + cv²)³.
        let queue = MG1(arrivalRate: 0.5, meanService: 1, squaredVariation: 4)
        #expect(isClose(queue.meanWait, 2.5))
        #expect(isClose(queue.meanSojourn, 3.5))
        #expect(isClose(queue.waitVariance(thirdMoment: 125), 47.91666666666665))
        let exponential = MG1(arrivalRate: 0.5, meanService: 1, squaredVariation: 1)
        #expect(isClose(exponential.meanWait, MM1(arrivalRate: 0.5, meanService: 1).meanWait))
    }

    @Test func mg1ThatScalesToZero() {
        let queue = MG1(arrivalRate: 0.1, meanService: 3, squaredVariation: 1)
        #expect(isClose(queue.meanWait(idleTimeout: 5, meanStart: 8, startSecondMoment: 64), 5.859530070308561))
        #expect(isClose(queue.startProbability(idleTimeout: 5, meanStart: 8), 0.2858634865371422))
    }

    @Test func dm1() {
        let queue = DM1(interval: 1.25, meanService: 1)
        #expect(isClose(queue.waitProbability, 0.6286297964969465))
        #expect(isClose(queue.utilisation, 0.8))
        #expect(isClose(queue.meanWait, 1.6927308399198961))
        #expect(isClose(queue.sojournQuantile(0.95), 8.066700681142178))
    }

    @Test func erlangC() {
        // In minutes, as published; the reference is in seconds.
        let queue = ErlangC(arrivalRate: 48, meanService: 1, servers: 50)
        #expect(isClose(queue.meanWait * 60, 20.833668335905028))
        #expect(isClose(queue.waitQuantile(0.9) * 60, 58.13874178200883))
        #expect(isClose(queue.waitExceeds(queue.waitQuantile(0.9)), 0.1))
        let single = ErlangC(arrivalRate: 0.5, meanService: 1, servers: 1)
        #expect(isClose(single.meanWait, 1))
        #expect(ErlangC(arrivalRate: 51, meanService: 1, servers: 50).meanWait == .infinity)
    }

    @Test func erlangA() {
        let queue = ErlangA(arrivalRate: 48, meanService: 1, servers: 50, meanPatience: 2)
        #expect(isClose(queue.abandonProbability, 0.030912249162192446))
        #expect(isClose(queue.waitProbability, 0.4677740685537846))
        #expect(isClose(queue.meanWait, 0.06182449832438489))
        #expect(isClose(queue.meanQueue, 2.967575919570475))
        #expect(isClose(queue.utilisation, 0.9303242408042932))
        #expect(isClose(queue.waitQuantile(0.9), 0.2074107952530093))
        // Without patience it is a loss system, with endless patience Erlang C.
        #expect(isClose(ErlangA(arrivalRate: 5, meanService: 1, servers: 10, meanPatience: 1e-12).waitProbability,
                        0.018384570336648132))
        #expect(isClose(ErlangA(arrivalRate: 48, meanService: 1, servers: 50, meanPatience: 1e9).meanWait * 60,
                        20.833668335905028, within: 1e-6))
    }

    @Test func processorSharing() {
        let queue = ProcessorSharing(arrivalRate: 3, meanService: 1, cpus: 4)
        #expect(isClose(queue.meanSojourn, 1.509433962264151))
        #expect(isClose(queue.meanInSystem, 4.528301886792454))
        #expect(isClose(queue.sharedProbability, 0.5094339622641509))
        #expect(isClose(queue.meanSojourn(of: 2), 3.018867924528302))
        #expect(isClose(ProcessorSharing(arrivalRate: 0.5, meanService: 1, cpus: 1).meanSojourn, 2))
    }

    @Test func batches() {
        let queue = BatchMM1(batchRate: 0.12, meanBatch: 5, batchSecondMoment: 25, meanService: 1)
        #expect(isClose(queue.meanInSystem, 4.5))
        #expect(isClose(queue.meanSojourn, 7.5))
        #expect(isClose(queue.meanFirstWait, 4.5))
        #expect(isClose(queue.utilisation, 0.6))
    }

    @Test func priorities() {
        let queue = TwoClassMM1(highRate: 0.3, lowRate: 0.4, meanService: 1)
        #expect(isClose(queue.nonPreemptiveWaits.high, 1))
        #expect(isClose(queue.nonPreemptiveWaits.low, 3.333333333333334))
        #expect(isClose(queue.preemptiveSojourns.high, 1.4285714285714286))
        #expect(isClose(queue.preemptiveSojourns.low, 4.761904761904764))
    }

    @Test func infiniteServers() {
        let ramp = InfiniteServers(arrivalRate: 10, meanService: 3)
        #expect(isClose(ramp.meanConcurrency(at: 1), 8.504060682786323))
        #expect(isClose(ramp.meanConcurrency(at: 3), 18.96361676485673))
        #expect(isClose(ramp.meanConcurrency(at: 10), 28.929780199582428))
        let batches = InfiniteServers(arrivalRate: 2, meanService: 1)
        #expect(isClose(batches.variance(meanBatch: 5, batchSecondMoment: 25), 30))
    }

    @Test func squareRootStaffing() {
        // Published table of Halfin & Whitt's function: β = 0.5061 for P(wait) = ½ to three digits.
        #expect(isClose(SquareRootStaffing.waitProbability(margin: 0.5061), 0.5, within: 1e-3))
        for load in [10.0, 100, 1_000] {
            for limit in [0.05, 0.2, 0.5] {
                let exact = ErlangC.servers(load: load, waitProbability: limit)
                #expect(abs(SquareRootStaffing(load: load).servers(waitProbability: limit) - exact) <= 1)
            }
        }
    }
}
