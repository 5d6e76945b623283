// SPDX-License-Identifier: GPL-3.0-or-later
import Queueing
import Testing

/// Validation cases C01, C03, C05.
@Suite struct ColdStartTests {
    @Test func aPoolReusedMostRecentFirst() {
        let pool = KeepAlivePool(arrivalRate: 1, meanService: 2, keepAlive: 10)
        #expect(isClose(pool.coldProbability, 0.09969984652043719))
        #expect(isClose(pool.meanIdle, 2.5312412822114805))
        #expect(isClose(pool.meanInstances, 4.5312412822114805))
        #expect(isClose(pool.meanLifetime, 45.44882906397087))
    }

    @Test func aLargerPool() {
        let pool = KeepAlivePool(arrivalRate: 20, meanService: 0.5, keepAlive: 5)
        #expect(isClose(pool.coldProbability, 0.01908503204024159))
        #expect(isClose(pool.meanIdle, 7.184005487949837))
        #expect(isClose(pool.meanInstances, 17.184005487949836))
        #expect(isClose(pool.meanLifetime, 45.01958771332613))
    }

    @Test func aPoolAtItsEnds() {
        #expect(KeepAlivePool(arrivalRate: 3, meanService: 2, keepAlive: 0).coldProbability == 1)
        // Service so short that no two requests meet: one instance and exponential gaps.
        let rare = KeepAlivePool(arrivalRate: 0.01, meanService: 1e-9, keepAlive: 100)
        #expect(isClose(rare.coldProbability, 0.36787944117144233, within: 1e-8))
        // A thousand busy instances, kept for ten minutes: hardly ever cold.
        let busy = KeepAlivePool(arrivalRate: 1_000, meanService: 1, keepAlive: 600)
        #expect(busy.coldProbability < 1e-3)
        #expect(busy.meanInstances > 1_000 && busy.meanInstances < 1_200)
    }

    @Test func longerKeepAliveIsWarmer() {
        var previous = 1.0
        for step in 1...40 {
            let cold = KeepAlivePool(arrivalRate: 5, meanService: 1, keepAlive: Double(step) / 2).coldProbability
            #expect(cold < previous)
            previous = cold
        }
    }

    @Test func oneInstanceWithoutAQueue() {
        let instance = SingleInstance(arrivalRate: 0.05, warmService: 2, coldService: 5, keepAlive: 30)
        #expect(isClose(instance.coldProbability, 0.22313016014842982))
        #expect(isClose(instance.refused, 0.11775307689670426))
        #expect(isClose(instance.meanService, 2.6693904804452897))
        #expect(isClose(instance.meanIdle, 0.6853910258607979))
        #expect(isClose(instance.meanBusy, 0.11775307689670425))
    }
}
