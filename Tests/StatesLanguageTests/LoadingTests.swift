// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing
@testable import StatesLanguage

@Suite struct LoadingTests {
    @Test func aMachineMayStandWithinAnotherDocument() throws {
        let diagnostics = Diagnostics()
        let text = """
            name: Shop
            workflows:
              order:
                definition:
                  StartAt: Pause
                  States:
                    Pause: { Type: Wait, Seconds: 5, End: true }
            """
        let document = try #require(Document.parse(text, name: "shop.yaml", diagnostics: diagnostics))
        let node = try #require(document.root["workflows"]?["order"]?["definition"])
        let machine = try #require(StateMachine.read(node, diagnostics: diagnostics))
        #expect(machine.states[0].kind == .wait(.seconds(.literal(5))))
        #expect(machine.states[0].place == SourcePlace(file: "shop.yaml", line: 7, column: 9))
    }

    @Test func itsMistakesJoinThoseOfTheDocument() throws {
        let diagnostics = Diagnostics()
        let text = "a: 1\nm: { StartAt: X, States: { X: { Type: Pass, Nxt: Y, End: true } } }\n"
        let document = try #require(Document.parse(text, name: "shop.yaml", diagnostics: diagnostics))
        #expect(StateMachine.read(try #require(document.root["m"]), diagnostics: diagnostics) == nil)
        #expect(diagnostics.errors.map(\.path) == ["m.States.X.Nxt"])
        #expect(diagnostics.errors.map(\.place.line) == [2])
    }

    @Test func whatIsWrongElsewhereDoesNotMakeAMachineWrong() throws {
        let diagnostics = Diagnostics()
        let text = "StartAt: X\nStates: { X: { Type: Succeed } }\n"
        let document = try #require(Document.parse(text, name: "m.yaml", diagnostics: diagnostics))
        diagnostics.error(.empty, at: SourcePlace(wholeFile: "other.yaml"))
        #expect(StateMachine.read(document.root, diagnostics: diagnostics) != nil)
    }

    @Test(arguments: [
        ("m.asl.json", "{}", true), ("m.asl", "nothing: here", true), ("m.ASL.YAML", "nothing: here", true),
        ("m.json", "{\"StartAt\": \"A\"}", true), ("m.yaml", "States: {}", true), ("m.json", "// no end\n{\"a\"", true),
        ("m.json", "{\"name\": \"a scenario\"}", false), ("m.yaml", "name: a scenario", false), ("m.yaml",
        "a: [", false),
        ("m.yaml", "", false),
    ])
    func aMachineIsTold(_ name: String, _ text: String, _ expected: Bool) {
        #expect(DefinitionDocument.isStateMachine(source(text, name: name)) == expected)
    }

    @Test func yamlIsReadByWhatItsValuesAreInJSON() {
        let head = "StartAt: A\nStates:\n  A: { Type: Wait, End: true, Seconds: "
        #expect(findings(head + "5 }", name: "m.yaml").isEmpty)
        #expect(findings(head + "'5' }", name: "m.yaml").first?.contains("the text \"5\"") == true)
        #expect(findings("StartAt: yes\nStates: { yes: { Type: Succeed } }", name: "m.yaml").isEmpty)
    }

    @Test func duplicateKeysAreMistakes() {
        let text = "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"},\n\"A\": {\"Type\": \"Fail\"}}}"
        #expect(findings(text).contains { $0.contains("\"A\" is given twice") })
    }

    /// What a file may hold to exhaust patience: each is answered, and soon.
    @Test(.timeLimit(.minutes(1)), arguments: [
        (1...20_000).map { "\"S\($0)\": {\"Type\": \"Pass\", \"Next\": \"S\($0 % 20_000 + 1)\"}" }
            .joined(separator: ","),
        (1...20_000).map { "\"S\($0)\": {\"Type\": \"Pass\", \"Next\": \"X\($0)\"}" }.joined(separator: ","),
        "\"S1\": {\"Type\": \"Succeed\", " + (1...20_000).map { "\"k\($0)\": 1" }.joined(separator: ",") + "}",
        "\"S1\": {\"Type\": \"Pass\", \"Parameters\": " + String(repeating: "[", count: 100_000),
    ])
    func hostileDefinitionsAreRefused(_ states: String) {
        #expect(!findings("{\"StartAt\": \"S1\", \"States\": {\(states)}}").isEmpty)
    }
}
