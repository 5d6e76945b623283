// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
@testable import Scenario
import Testing
import Workload

@Suite struct AssumptionTests {
    private func find(_ path: String, in compiled: CompiledDeployment) -> Assumption? {
        compiled.assumptions.first { $0.path == path }
    }

    @Test func defaultsSayWhoSaysSo() throws {
        let compiled = try ScenarioText().deployment()
        let timeout = try #require(find("deployments.lambda.place.handlers.timeout", in: compiled))
        #expect(timeout.value == "3 s" && timeout.origin == .profile("aws-lambda") && timeout.confidence == .documented)
        let factor = try #require(find("deployments.lambda.place.handlers.init-factor", in: compiled))
        #expect(factor.value == "2.5" && factor.source.contains("edjgeek"))
        let start = try #require(find("deployments.lambda.place.handlers.init", in: compiled))
        #expect(start.origin == .measured && start.value == "p50 355 ms, p99 537.5 ms")
        let retry = try #require(find("traffic.shoppers.retry", in: compiled))
        #expect(retry.value == "none" && retry.origin == .profile("scenario-defaults/traffic"))
        let cores = try #require(find("deployments.lambda.place.handlers.vCPU", in: compiled))
        #expect(cores.value == "0.0724 cores" && cores.origin == .derived)
    }

    @Test func valuesOfTheFileAndOfTheCommandLineAreToldApart() throws {
        var scenario = ScenarioText()
        scenario.deployments = "  lambda: { place: { buy: { use: lambda, memory: 512 MB } } }"
        let path = "deployments.lambda.place.buy.memory"
        #expect(find(path, in: try scenario.deployment())?.origin == .file)
        let changed = try scenario.deployment([Override(path: path, value: "1 GB")])
        #expect(find(path, in: changed)?.origin == .commandLine)
        #expect(find(path, in: changed)?.value == "1 GB")
    }

    @Test func rangesAreKept() throws {
        var scenario = ScenarioText()
        scenario.traffic = "  shoppers: { to: buy, arrivals: { mean: { low: 10/s, typical: 25/s, high: 60/s } } }"
        let rate = try #require(find("traffic.shoppers.arrivals.mean", in: try scenario.deployment()))
        #expect(rate.value == "25/s" && rate.range == "10/s to 60/s")
    }

    @Test func noAddressIsListedTwice() throws {
        let paths = try ScenarioText().deployment().assumptions.map(\.path)
        #expect(Set(paths).count == paths.count)
    }

    @Test func overridesReachPlacementsThatTheFileLacks() throws {
        var scenario = ScenarioText()
        scenario.deployments = "  a: {}\n  b: { place: { handlers: { memory: 512 MB } } }"
        let everywhere = try scenario.compile([Override(path: "place.buy.memory", value: "1 GB")])
        #expect(everywhere.map { $0.plan.functions[0].memory } == [1_024, 1_024])
        let one = try scenario.compile([Override(path: "deployments.b.place.handlers.memory", value: "2 GB")])
        #expect(one.map { $0.plan.functions[0].memory } == [128, 2_048])
        let traffic = try scenario.compile([Override(path: "traffic.shoppers.arrivals.rate", value: "7/s")])
        #expect(traffic[0].plan.sources[0].arrivals == .poisson(.constant(7)))
    }

    @Test func overridesThatLeadNowhereAreMistakes() {
        let text = ScenarioText().failureText([Override(path: "trafic.shoppers.arrivals.rate", value: "7/s")])
        #expect(text.contains("traffic.shoppers.arrivals.rate"))
        #expect(
            ScenarioText().failureText([Override(path: "traffic.shoppers.arrivals.rate", value: "7")]).contains("/s"))
    }
}
