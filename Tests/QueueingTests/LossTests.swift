// SPDX-License-Identifier: GPL-3.0-or-later
import Queueing
import Testing

/// Validation cases L02, L04, L06, C08, C09, Q15, T02, T03, T04.
@Suite struct LossTests {
    @Test(arguments: [
        (5, 10, 0.018384570336648132), (100, 100, 0.07570045271086097), (2_016, 1_000, 0.5044545818988837),
    ]) func erlangB(load: Double, servers: Double, blocking: Double) {
        #expect(isClose(ErlangB(load: load, servers: servers).blocking, blocking))
    }

    @Test func erlangBMeans() {
        #expect(isClose(ErlangB(load: 5, servers: 10).meanBusy, 4.908077148316759))
        #expect(isClose(ErlangB(load: 5, servers: 10).utilisation, 0.49080771483167596))
        #expect(isClose(ErlangB(load: 2_016, servers: 1_000).meanBusy, 999.0195628918505))
    }

    /// Between whole numbers the loss obeys the same recursion and falls smoothly; at ½ server and load 1 it is
    /// 1 / (1 + e √π/2 erfc(1)), from the incomplete gamma function.
    @Test func erlangBBetweenWholeServers() {
        #expect(isClose(ErlangB(load: 1, servers: 0.5).blocking, 0.7251967773583488))
        var previous = 1.0
        for step in 1...80 {
            let servers = Double(step) / 8
            let blocking = ErlangB(load: 3.7, servers: servers).blocking
            #expect(blocking < previous)
            previous = blocking
            let next = ErlangB(load: 3.7, servers: servers + 1).blocking
            #expect(isClose(next, 3.7 * blocking / (servers + 1 + 3.7 * blocking), within: 1e-12))
        }
        let nearly = ErlangB(load: 3.7, servers: 3 - 1e-9).blocking
        #expect(isClose(nearly, ErlangB(load: 3.7, servers: 3).blocking, within: 1e-8))
    }

    @Test func erlangBInverts() {
        for (load, limit) in [(5.0, 0.01), (100, 0.001), (0.1, 0.5), (2_016, 0.02)] {
            let servers = ErlangB.servers(load: load, blocking: limit)
            #expect(ErlangB(load: load, servers: Double(servers)).blocking <= limit)
            #expect(servers == 0 || ErlangB(load: load, servers: Double(servers - 1)).blocking > limit)
        }
    }

    @Test func spillOver() {
        let small = Overflow(load: 4, servers: 5)
        #expect(isClose(small.probability, 0.19906687402799378))
        #expect(isClose(small.firstUtilisation, 0.640746500777605))
        #expect(isClose(small.mean, 0.7962674961119751))
        #expect(isClose(small.variance, 1.3012689522825798))
        let large = Overflow(load: 16, servers: 20)
        #expect(isClose(large.probability, 0.06441092478156991))
        #expect(isClose(large.firstUtilisation, 0.7484712601747441))
        #expect(isClose(large.mean, 1.0305747965051186))
        #expect(isClose(large.variance, 2.702756570626076))
    }

    @Test(arguments: [(16, 10, 10, 0.05), (100, 90, 20, 0.08)])
    func haywardIsNearWhereTheOverflowIsThick(load: Double, servers: Int, second: Int, tolerance: Double) {
        let overflow = Overflow(load: load, servers: servers)
        let exact = overflow.exactBlocking(second: second)
        #expect(isClose(overflow.haywardBlocking(second: Double(second)), exact, within: tolerance))
    }

    @Test func boundedQueue() {
        let queue = BoundedQueue(arrivalRate: 6, meanService: 1, servers: 5, capacity: 20)
        #expect(isClose(queue.lossProbability, 0.1726918919041909))
        #expect(isClose(queue.meanWait, 2.155136816564436))
        #expect(isClose(queue.meanInSystem, 15.661621622972142))
        #expect(isClose(queue.throughput, 4.963848648574855))
        #expect(isClose(queue.meanBusy, 4.963848648574853))
        let noQueue = BoundedQueue(arrivalRate: 2_016, meanService: 1, servers: 1_000, capacity: 1_000)
        #expect(isClose(noQueue.lossProbability, 0.5044545818988837))
    }

    @Test func tokenBucket() {
        #expect(isClose(TokenBucket(arrivalRate: 9, rate: 10, burst: 10).refused, 0.016631747828946452))
        #expect(isClose(TokenBucket(arrivalRate: 5, rate: 10, burst: 1).refused, 1.0 / 3))
        #expect(isClose(TokenBucket(arrivalRate: 10, rate: 10, burst: 10).refused, 0.05084745762730872, within: 1e-3))
        // Far above its rate it passes its rate.
        #expect(isClose(TokenBucket(arrivalRate: 500, rate: 10, burst: 400).refused, 0.98))
        #expect(isClose(TokenBucket(arrivalRate: 9_000, rate: 10, burst: 3).refused, 1 - 1.0 / 900))
    }

    @Test func fixedWindow() {
        #expect(isClose(FixedWindow(load: 10, limit: 10).refused, 0.1251100357211336))
        #expect(FixedWindow(load: 10, limit: 0).refused == 1)
    }
}
