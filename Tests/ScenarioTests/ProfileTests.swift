// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
@testable import Scenario
import Testing

@Suite struct ProfileTests {
    @Test func theLibraryLoads() throws {
        let library = try ProfileLibrary.load()
        #expect(library.coldStarts.runtimes.count >= 40)
        for product in try Catalogue.load(library).products where product.name != "direct" {
            #expect(!product.profile.values.isEmpty, "\(product.name)")
        }
    }

    /// Half of a hello-world function's cold starts on nodejs22 take at most 142 ms (maxday/lambda-perf).
    @Test func coldStartsAreThoseOfTheData() throws {
        let table = try ProfileLibrary.load().coldStarts
        let start = try #require(table["nodejs22", package: "zip", architecture: "x86_64"])
        #expect(start.initialisation.validate().isEmpty)
        #expect(abs(start.initialisation.quantile(0.5) - 0.142) < 1e-3)
        // 12.5 ms at 128 MB, 3.49 ms at 512 MB: about the same CPU time; held outside what was measured.
        #expect(abs(start.firstCallCPU(memory: 128) - 0.0125 * 128 / 1_769) < 1e-9)
        #expect(abs(start.firstCallCPU(memory: 512) - 0.00349 * 512 / 1_769) < 1e-9)
        #expect(start.firstCallCPU(memory: 4_096) == start.firstCallCPU(memory: 1_024))
    }

    @Test func everyRuntimeHasAFactorAndCompiles() throws {
        let library = try ProfileLibrary.load()
        for runtime in library.coldStarts.runtimes {
            #expect(library.initFactor(runtime: runtime) != nil, "\(runtime)")
        }
        #expect(library.initFactor(runtime: "java21")?.node.text == "8")
        #expect(library.initFactor(runtime: "graalvm-java21")?.node.text == "2")
    }

    @Test func everyRetrySetCompiles() throws {
        for name in try ProfileLibrary.load().retrySets.keys {
            var scenario = ScenarioText()
            scenario.traffic = "  shoppers: { to: buy, arrivals: { rate: 1/s }, retry: \(name) }"
            #expect(try scenario.deployment().plan.sources[0].retry.attempts > 1)
        }
    }
}
