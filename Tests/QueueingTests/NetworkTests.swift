// SPDX-License-Identifier: GPL-3.0-or-later
import Queueing
import Testing

/// Validation cases Q16, Q17, Q18.
@Suite struct NetworkTests {
    @Test func closedNetwork() {
        let network = ClosedNetwork(users: 20, think: 1, demands: [0.04, 0.07])
        #expect(isClose(network.throughput, 13.48347878710439))
        #expect(isClose(network.meanResponse, 0.48329673044971266))
        #expect(isClose(network.meanAtStations[1], 5.407608194696773))
        #expect(ClosedNetwork(users: 0, think: 1, demands: [1]).throughput == 0)
    }

    @Test func openNetworkWithLoops() {
        let network = OpenNetwork(
            arrivals: [4, 0, 0], routing: [[0, 0.5, 0.3], [0.2, 0, 0], [0, 0.4, 0]], serviceRates: [8, 5, 3])
        let visits = [4.566210045662101, 2.8310502283105023, 1.36986301369863]
        #expect(zip(network.visitRates, visits).allSatisfy { isClose($0, $1) })
        let numbers = [1.3297872340425534, 1.3052631578947367, 0.8403361344537814]
        #expect(zip(network.meanAtStations, numbers).allSatisfy { isClose($0, $1) })
        #expect(isClose(network.meanResponse, 0.8688466315977679))
        #expect(isClose(network.emptyProbability, 0.1011733372787003))
    }

    @Test func tandem() {
        let network = OpenNetwork(arrivals: [6, 0], routing: [[0, 1], [0, 0]], serviceRates: [10, 12.5])
        #expect(isClose(network.meanResponse, 0.40384615384615385))
        #expect(isClose(network.meanAtStations[0], 1.5))
        #expect(isClose(network.meanAtStations[1], 0.9230769230769231))
    }
}
