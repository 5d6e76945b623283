// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Scenario
import Testing

/// A change from the command line that changes nothing would be taken for a result.
@Suite struct PlacementUseTests {
    private var text: ScenarioText {
        var text = ScenarioText()
        text.deployments = """
              named: { place: { buy: { use: lambda, memory: 512 MB } } }
              grouped: { place: { handlers: { use: lambda, memory: 512 MB } } }
            """
        return text
    }

    private func set(_ path: String, _ value: String) -> [Override] { [Override(path: path, value: value)] }

    /// Where the warnings point to.
    private func warned(_ scenario: Scenario) -> [String] {
        (scenario.warnings + scenario.deployments.flatMap(\.warnings)).map(\.path)
    }

    @Test func aGroupThatNoPartLooksAtIsAMistake() {
        for value in ["1 GB", "zebra"] {
            let found = text.failure(set("deployments.named.place.handlers.memory", value))
            #expect(found.map(\.path) == ["deployments.named.place.handlers.memory"])
            let sentence = found.first.map { FaultSentence($0.fault).text } ?? ""
            #expect(sentence.contains("'memory' of 'handlers' changes nothing in deployment 'named'"))
            #expect(sentence.contains("deployments.named.place.buy.memory"))
        }
        #expect(text.failure(set("deployments.named.place.handlers.use", "fargate")).count == 1)
        #expect(text.failure(set("deployments.named.place.channels.latency", "1 s")).count == 1)
    }

    @Test func whatAPartTakesFromItsGroupIsNone() throws {
        #expect(text.failure(set("deployments.named.place.handlers.timeout", "9 s")) == [])
        #expect(text.failure(set("deployments.grouped.place.handlers.memory", "1 GB")) == [])
        #expect(text.failure(set("deployments.named.place.handlers.timeout", "zebra")).count == 1)
    }

    /// An address for all deployments must matter in one of them; where it does not, that is said.
    @Test func anAddressForAllMustMatterSomewhere() throws {
        let warnings = try warned(text.load(set("place.handlers.memory", "1 GB")))
        #expect(warnings == ["deployments.named.place.handlers.memory"])
    }

    /// A file's own idle values are told, and no mistake: others may be like it.
    @Test func inAFileItIsAWarning() throws {
        var text = text
        text.deployments = """
              a: { place: { handlers: { use: lambda, memory: 1 GB }, buy: { use: fargate } } }
              b: { place: { handlers: { use: lambda, memory: 1 GB }, buy: { memory: 2 GB } } }
              c: { place: { buy: { use: lambda, init: 1 s, cold-start: none } } }
            """
        #expect(try warned(text.load()) == [
            "deployments.a.place.handlers.use", "deployments.a.place.handlers.memory",
            "deployments.b.place.handlers.memory", "deployments.c.place.buy.init",
        ])
    }
}
