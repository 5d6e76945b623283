// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
@testable import Scenario
import Testing

/// One mistake each, with where it must be found and what must be said of it.
struct Mistake: Sendable, CustomTestStringConvertible {
    var text: String
    var line: Int
    var column: Int
    var words: [String]
    var testDescription: String { "\(line):\(column) \(words.joined(separator: ", "))" }

    /// `text` has a caret line below the line of the mistake, which is taken out.
    init(_ text: String, _ words: String...) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let caret = lines.firstIndex { $0.contains("^") && $0.allSatisfy { $0 == " " || $0 == "^" } } ?? 0
        line = caret
        column = (lines.isEmpty ? "" : lines[caret]).prefix { $0 != "^" }.count + 1
        if !lines.isEmpty { lines.remove(at: caret) }
        self.text = lines.joined(separator: "\n")
        self.words = words
    }
}

private let head = "name: Test\n"
private let traffic = "traffic:\n  a: { to: buy, arrivals: { rate: 10/s } }\n"
private let handlers = "handlers:\n  buy: { steps: [] }\n"
private let deployments = "deployments:\n  l: {}\n"

@Suite struct BadInputTests {
    @Test(arguments: [
        Mistake(head + "trafic:\n^\n  a: {}\n" + traffic + handlers + deployments, "unknown key", "traffic"),
        Mistake(head + "queues: {}\n^\n" + traffic + handlers + deployments, "unknown key"),
        Mistake(
            head + "traffic:\n  a: { to: byu, arrivals: { rate: 10/s } }\n           ^\n" + handlers + deployments,
            "unknown door, handler, workflow, channel or store", "buy"),
        Mistake(
            head + "traffic:\n  a: { to: buy, arrivals: { rate: 10 } }\n                                  ^\n"
                + handlers + deployments, "no unit", "/s"),
        Mistake(
            head + "traffic:\n  a: { to: buy, arrivals: { rate: -1/s } }\n                                  ^\n"
                + handlers + deployments, "negative"),
        Mistake(
            head + "traffic:\n  a: { to: buy, arrivals: { rate: inf/s } }\n                                  ^\n"
                + handlers + deployments, "finite"),
        Mistake(
            head + "traffic:\n  a: { to: { buy: 60% }, arrivals: { rate: 1/s } }\n           ^\n" + handlers
                + deployments, "60%", "100%"),
        Mistake(
            head + "traffic:\n  a: { to: buy, arrivals: { rate: 1/s, profile: retial-week } }\n"
                + "                                                ^\n" + handlers + deployments, "retail-week"),
        Mistake(
            head + "traffic:\n  a: { to: buy, arrivals: { process: cron, expression: 9 * * } }\n"
                + "                                                       ^\n" + handlers + deployments, "schedule"),
        Mistake(
            head + "traffic:\n  a: { to: buy, arrivals: { rate: 1/s }, retry: sdk-2025 }\n"
                + "                                                ^\n" + handlers + deployments, "sdk-2026"),
        Mistake(
            head + traffic + "doors:\n  d: { routes: [ bux ] }\n                 ^\n" + handlers + deployments,
            "unknown handler", "buy"),
        Mistake(
            head + traffic + "handlers:\n  buy: { steps: [ compute: 8 ] }\n                           ^\n"
                + deployments, "no unit"),
        Mistake(
            head + traffic + "handlers:\n  buy: { steps: [ compte: 8 ms ] }\n                  ^\n" + deployments,
            "unknown step", "compute"),
        Mistake(
            head + traffic + "handlers:\n  buy: { steps: [ fail: 120% ] }\n                        ^\n"
                + deployments, "out of range"),
        Mistake(
            head + traffic + "handlers:\n  buy: { steps: [ { compute: 1 ms, wait: 1 ms } ] }\n                  ^\n"
                + deployments, "2 keys"),
        Mistake(
            head + traffic + "handlers:\n  buy: { steps: [ read: table ] }\n                        ^\n"
                + deployments, "unknown backend"),
        Mistake(head + traffic + handlers + "backends:\n  buy: { kind: table }\n  ^\n" + deployments, "taken already"),
        Mistake(
            head + traffic + handlers + "backends:\n  timeout: { kind: table }\n  ^\n" + deployments, "cannot be a name"
        ),
        Mistake(head + traffic + handlers + "backends:\n  b: { kind: external }\n  ^\n" + deployments, "latency"),
        Mistake(head + traffic + handlers + "deployments:\n  l: { region: us-est-1 }\n               ^\n", "us-east-1"),
        Mistake(head + traffic + handlers + "deployments:\n  l: { like: m }\n             ^\n", "unknown deployment"),
        Mistake(head + traffic + handlers + "deployments:\n  l: { like: l }\n             ^\n", "circle"),
        Mistake(
            head + traffic + handlers + "deployments:\n  l: { place: { bui: lambda } }\n                ^\n", "buy"),
        Mistake(
            head + traffic + handlers + "deployments:\n  l: { place: { buy: { use: rds } } }\n                ^\n",
            "no place for", "lambda, fargate, pool"),
        Mistake(
            head + traffic + handlers + "deployments:\n  l: { place: { buy: { use: lamda } } }\n"
                + "                            ^\n", "unknown product", "lambda"),
        Mistake(
            head + traffic + handlers + "deployments:\n  l: { place: { buy: { memory: 99 MB } } }\n"
                + "                               ^\n", "128 MB"),
        Mistake(
            head + traffic + handlers + "deployments:\n  l: { place: { buy: { timeout: 20 min } } }\n"
                + "                                ^\n", "900 s"),
        Mistake(
            head + traffic + handlers + "deployments:\n  l: { place: { buy: { runtime: nodejs21 } } }\n"
                + "                                ^\n", "unknown runtime"),
        Mistake(
            head + traffic + handlers + "deployments:\n  l: { place: { buy: { reserved: 5, provisioned: 9 } } }\n"
                + "                                                 ^\n", "cannot exceed"),
        Mistake(
            head + traffic + handlers + "deployments:\n  l: { place: { buy: { use: fargate, memory: 9 GB } } }\n"
                + "                                             ^\n", "8 GB with 1 vCPU"),
        Mistake(
            head + traffic + handlers + "deployments:\n  l: { place: { buy: { use: fargate, cpu: 3 } } }\n"
                + "                                          ^\n", "no task with 3 vCPU"),
        Mistake(
            head + traffic + handlers + "deployments:\n  l: { place: { buy: { use: fargate, tasks: 4..2 } } }\n"
                + "                                            ^\n", "4"),
        Mistake(
            head + traffic + handlers + deployments + "objectives:\n  buy: { p98: 3 s }\n         ^\n", "unknown key"),
        Mistake(
            head + traffic + handlers + deployments + "objectives:\n  monthly-cost: < 20\n                ^\n", "USD"),
        Mistake(
            head + "period: { warm-up: 1 h }\n                   ^\n" + traffic + handlers + deployments,
            "steady-state"),
        Mistake(head + "period: { simulate: 0 s }\n                    ^\n" + traffic + handlers + deployments, "0 s"),
    ])
    func isFoundWhereItIs(_ mistake: Mistake) {
        do {
            _ = try Scenario.load(text: mistake.text)
            Issue.record("loaded")
        } catch {
            let errors = error.diagnostics.filter { $0.severity == .error }
            #expect(errors.count == 1)
            #expect(errors.first?.place.line == mistake.line)
            #expect(errors.first?.place.column == mistake.column)
            for word in mistake.words { #expect("\(error)".contains(word)) }
        }
    }

    @Test(arguments: ["", "[ 1, 2 ]", "just text", "name: x", "a: [", "traffic: &a [ *a ]"])
    func whatIsNoScenarioIsRefused(_ text: String) {
        #expect(throws: DocumentFailure.self) { try Scenario.load(text: text) }
    }

    @Test func aMissingFileIsAMistake() {
        #expect(throws: DocumentFailure.self) { try Scenario.load(path: "\(scenariosFolder)/none.yaml") }
    }

    @Test func allMistakesComeAtOnce() {
        let text =
            head + "traffic:\n  a: { to: byu, arrivals: { rate: 10 } }\nhandlers:\n  buy: { steps: [ compte: 1 ms ] }\n"
            + "deployments:\n  l: { region: mars, place: { buy: { memory: 1 MB, tims: 3 } } }\n"
        do {
            _ = try Scenario.load(text: text)
            Issue.record("loaded")
        } catch { #expect(error.diagnostics.filter { $0.severity == .error }.count == 6) }
    }

    /// A part that could not be read is there all the same: neither its name elsewhere nor its place is a mistake.
    @Test(arguments: [
        (
            "traffic:\n  a: { to: shop/buy, arrivals: { rate: 1/s } }\ndoors:\n  shop: { rotes: [ buy ] }\n" + handlers
                + "deployments:\n  l: { place: { shop: http-api } }\nobjectives:\n  shop/buy: { p99: 1 s }\n",
            ["unknown key \"rotes\"; did you mean \"routes\"?"]
        ),
        (
            traffic + "handlers:\n  buy: { steps: [ get: { db: 1 KB } ] }\nbackends:\n  db: { kind: tble }\n"
                + "deployments:\n  l: { place: { db: dynamodb } }\n", ["unknown kind \"tble\""]
        ),
    ]) func whatFollowsFromAMistakeIsNotTold(rest: String, expected: [String]) {
        do {
            _ = try Scenario.load(text: head + rest)
            Issue.record("loaded")
        } catch {
            #expect(error.diagnostics.count == expected.count, "\(error)")
            for words in expected { #expect("\(error)".contains(words)) }
        }
    }

    @Test func aMistakeThatDeploymentsShareIsToldOnce() {
        var scenario = ScenarioText()
        scenario.deployments = "  a: { place: { handlers: { memory: 1 MB } } }\n  b: { like: a }\n  c: { like: b }"
        #expect(scenario.failure().count == 1)
    }

    @Test func anUnreachedHandlerIsAWarning() throws {
        var scenario = ScenarioText()
        scenario.handlers += "\n  alone: { steps: [] }"
        let loaded = try scenario.load()
        #expect(loaded.warnings.count == 1)
        #expect(loaded.warnings.first?.place.line == 8)
    }

    @Test func aFunctionURLNeedsAFunction() {
        var scenario = ScenarioText()
        scenario.deployments = "  a: { place: { shop: function-url, buy: fargate } }"
        #expect(scenario.failureText().contains("function URL"))
    }

    /// A slip of the pen must not fill the memory or run for ever.
    @Test(arguments: [
        ("{ use: fargate, tasks: 3000000000 }", "rate: 10/s", "at most 200000"),
        ("{ use: pool, servers: 3000000000 }", "rate: 10/s", "at most 200000"),
        ("{ use: lambda, provisioned: 5000000000 }", "rate: 10/s", "at most 200000"),
        ("lambda", "process: users, count: 3000000000, think: 1 s", "at most 2000000"),
        ("lambda", "process: batches, of: 3000000000, rate: 1/min", "at most 2000000"),
        ("lambda", "rate: 1e300/s", "lower the rate"),
        ("lambda", "rate: 10/s, spikes: [ { at: 1 min, factor: 1e300, for: 1 min } ]", "lower the rate"),
    ])
    func sizesBeyondReasonAreRefused(placement: String, arrivals: String, words: String) {
        var scenario = ScenarioText()
        scenario.doors = ""
        scenario.traffic = "  callers: { to: buy, arrivals: { \(arrivals) } }"
        scenario.deployments = "  one: { place: { buy: \(placement) } }"
        #expect(scenario.failureText().contains(words))
    }

    @Test(arguments: [
        ("period.simulate", "290 years", "1 ms to 10 years"), ("period.simulate", "1 ns", "1 ms to 10 years"),
        ("name", "\"  \"", "expected a name"), ("traffic", "{}", "at least one traffic source"),
        ("traffic.shoppers.arrivals", "{ rate: 1/s, profile: retail-week, time-zone: -13 h }", "-12 h to 14 h"),
        ("precision.cost", "-2", "is negative"), ("precision.cots", "2%", "did you mean"),
    ])
    func valuesBeyondReasonAreRefused(path: String, value: String, words: String) {
        let text = ScenarioText().failureText([Override(path: path, value: value)])
        #expect(text.contains(words), "\(text)")
    }

    /// A section that the file leaves out may be set from the command line all the same.
    @Test func aSectionThatIsMissingMayBeSet() throws {
        let scenario = try ScenarioText().load([
            Override(path: "precision.cost", value: "2%"), Override(path: "period.simulate", value: "2 weeks"),
            Override(path: "objectives.buy.p99", value: "300 ms"),
        ])
        #expect(scenario.precision.cost == 0.02 && scenario.period.simulate.seconds == 1_209_600)
        #expect(scenario.objectives.count == 1)
    }
}
