// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
@testable import StatesLanguage

/// Whole definitions, one for each way of writing them.
@Suite struct DefinitionTests {
    @Test func anOrderIsReadInJSONPath() throws {
        let loaded = try definition("order-fulfilment.asl.json")
        let machine = loaded.machine
        #expect(loaded.warnings.isEmpty)
        #expect(machine.startAt == "Check stock")
        #expect(machine.timeoutSeconds == .literal(86400))
        #expect(machine.states.count == 11)
        #expect(machine.allStates.count == 14)
        #expect(machine.states.map(\.name).prefix(3) == ["Check stock", "Is it worth a check?", "Ask a person"])

        let stock = try #require(machine.state(named: "Check stock"))
        #expect(stock.transition == .next("Is it worth a check?"))
        #expect(stock.place.line == 6)
        #expect(stock.successors == ["Is it worth a check?", "Tell the buyer", "Give up"])
        guard case .task(let task) = stock.kind else { throw Wrong.kind }
        #expect(
            task.resource == .function(FunctionReference(name: "check-stock", qualifier: "live"), .requestResponse))
        #expect(task.timeoutSeconds == .literal(20))
        #expect(stock.retriers.count == 2)
        #expect(stock.retriers[0].jitter == .full)
        #expect(stock.retriers[0].maxDelaySeconds == 10)
        #expect(stock.retriers[1].maxAttempts == 3)
        #expect(stock.catchers.map(\.next) == ["Tell the buyer", "Give up"])
    }

    @Test func itsBranchesAndItemsAreMachinesOfTheirOwn() throws {
        let machine = try definition("order-fulfilment.asl.json").machine
        let parallel = try #require(machine.state(named: "Pay and pack"))
        guard case .parallel(let branches) = parallel.kind else { throw Wrong.kind }
        #expect(branches.map(\.startAt) == ["Charge the card", "Pack each line"])
        guard case .task(let charge) = branches[0].states[0].kind else { throw Wrong.kind }
        #expect(
            charge.resource
                == .function(FunctionReference(name: "ChargeFunctionArn", isPlaceholder: true), .requestResponse))
        guard case .map(let map) = branches[1].states[0].kind else { throw Wrong.kind }
        #expect(map.mode == .inline)
        #expect(map.maxConcurrency == .literal(4))
        #expect(map.items == .selected("$.order.lines"))
        guard case .task(let pack) = map.processor.states[0].kind else { throw Wrong.kind }
        #expect(pack.resource == .placeholder(name: "PackFunction"))
    }

    @Test func itsRulesAndWaitsAreRead() throws {
        let machine = try definition("order-fulfilment.asl.json").machine
        guard case .choice(let choice) = machine.state(named: "Is it worth a check?")?.kind else { throw Wrong.kind }
        #expect(choice.rules.map(\.condition) == [
            "($.order.total ≥ 500) and (not ($.buyer.kind = \"known\"))", "$.order.gift is present",
            "$.order.placed < $.cutoff",
        ])
        #expect(choice.rules.map(\.next) == ["Ask a person", "Pay and pack", "Pay and pack"])
        #expect(choice.fallback == "Pay and pack")
        #expect(machine.state(named: "Wait for the carrier")?.kind == .wait(.seconds(.computed("$.carrier.delay"))))
        #expect(machine.state(named: "Cool down")?.kind == .wait(.seconds(.literal(30))))
        guard case .task(let ask) = machine.state(named: "Ask a person")?.kind else { throw Wrong.kind }
        #expect(ask.resource == .service(.sqs, action: "sendMessage", .waitForTaskToken))
        #expect(ask.heartbeatSeconds == .literal(600))
        #expect(ask.timeoutSeconds == .computed("$.limits.review"))
        #expect(machine.state(named: "Give up")?.kind == .fail(FailState(error: .literal("OrderFailed"))))
    }

    @Test func anOrderIsReadInJSONata() throws {
        let loaded = try definition("order-fulfilment-jsonata.asl.json")
        let machine = loaded.machine
        #expect(loaded.warnings.isEmpty)
        #expect(machine.queryLanguage == .jsonata)
        #expect(machine.allStates.allSatisfy { $0.queryLanguage == .jsonata })
        guard case .task(let price) = machine.state(named: "Price it")?.kind else { throw Wrong.kind }
        #expect(price.resource == .function(FunctionReference(name: "price-order"), .requestResponse))
        #expect(price.timeoutSeconds == .computed("{% $states.input.patience %}"))
        guard case .choice(let choice) = machine.state(named: "Large?")?.kind else { throw Wrong.kind }
        #expect(choice.rules.map(\.condition) == ["$total > 1000 and $states.input.country = 'CH'", "true"])
        guard case .task(let child) = machine.state(named: "Run the child")?.kind else { throw Wrong.kind }
        #expect(child.resource == .execution(of: "review", .runJob))
        guard case .map(let map) = machine.state(named: "Each line")?.kind else { throw Wrong.kind }
        #expect(map.items == .selected("{% $states.input.lines %}"))
        #expect(map.maxConcurrency == .computed("{% $states.input.width %}"))
        #expect(machine.state(named: "Until the evening")?.kind == .wait(.until(.literal("2030-01-31T18:00:00Z"))))
        #expect(machine.state(named: "Out of luck")?.transition == .end)
    }

    @Test func aDistributedMapIsRead() throws {
        let loaded = try definition("catalogue-import.asl.json")
        #expect(loaded.warnings.isEmpty)
        guard case .map(let map) = loaded.machine.states[0].kind else { throw Wrong.kind }
        #expect(map.mode == .distributed(.express))
        #expect(map.items == .read(action: "getObject", maxItems: .literal(50000)))
        #expect(map.batcher == ItemBatcher(maxItems: .literal(100), maxInputBytes: .literal(200_000)))
        #expect(map.maxConcurrency == .computed("$.width"))
        #expect(map.toleratedFailures == ToleratedFailures(percentage: .literal(2.5), count: .computed("$.most")))
        #expect(map.writesResults)
    }

    @Test func yamlAndTheOlderNamesAreRead() throws {
        let loaded = try definition("nightly-report.asl.yaml")
        #expect(loaded.warnings.isEmpty)
        let resources = loaded.machine.allStates.compactMap { state -> TaskResource? in
            guard case .task(let task) = state.kind else { return nil }
            return task.resource
        }
        #expect(resources == [
            .service(.ecs, action: "runTask", .runJob), .execution(of: "DrawMachine", .requestResponse),
            .activity(name: "proof-reading"),
        ])
    }

    @Test func commentsAndPlaceholdersAreRead() throws {
        let machine = try definition("with-comments.asl.json5").machine
        #expect(machine.states.map(\.name) == ["Wait", "Smile 😀"])
        #expect(machine.states[0].kind == .wait(.seconds(.computed("${PauseSeconds}"))))
        #expect(machine.states[1].place.line == 8)
    }

    enum Wrong: Error { case kind }
}
