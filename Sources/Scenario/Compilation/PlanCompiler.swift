// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel
import Workload

/// Turns one settled deployment into a plan.
struct PlanCompiler {
    let scenario: Scenario
    let deployment: Deployment
    let parts: PartIndex
    var plan = Plan()
    private var placements: [Placement] = []
    var compiler: ProgramCompiler
    var transfers: [Transfer] = []

    init(scenario: Scenario, deployment: Deployment) {
        self.scenario = scenario
        self.deployment = deployment
        parts = PartIndex(deployment)
        compiler = ProgramCompiler(parts: parts)
    }

    consuming func compile() -> CompiledDeployment {
        plan.bucketWidth = Self.bucketWidth(for: scenario.period.runLength)
        addBackends()
        let fleets = addFleets()
        addHandlers(fleets)
        addSplits()
        addDoors()
        addSources()
        followExecutions()
        addSchedules()
        addClients()
        addChannels()
        addProjections()
        addIncidents()
        plan.program = compiler.program
        addCrossings()
        return CompiledDeployment(
            name: deployment.name, plan: plan, placements: placements, transfers: transfers,
            assumptions: scenario.assumptions + deployment.assumptions,
            warnings: deployment.warnings)
    }

    private mutating func addBackends() {
        for backend in deployment.backends {
            place(.backend(plan.backends.count), backend.backend, backend.provider, backend.region, backend.product)
            plan.backends.append(backend.plan)
        }
        for (number, channel) in deployment.application.channels.enumerated() {
            guard let source = channel.source.flatMap({ parts.backend($0.name) }) else { continue }
            plan.backends[source].feeds.append(number)
        }
    }

    /// The fleet of each handler; handlers of the same service share one.
    private mutating func addFleets() -> [FleetReference] {
        var accounts: [String: Int] = [:]
        var services: [String: Int] = [:]
        var fleets: [FleetReference] = []
        for handler in deployment.handlers {
            switch handler.fleet {
            case .function(var function, let account):
                if accounts[account.name] == nil {
                    accounts[account.name] = plan.accounts.count
                    plan.accounts.append(account)
                }
                function.account = accounts[account.name] ?? 0
                let index = plan.functions.count
                fleets.append(.function(index))
                plan.functions.append(function)
                place(.function(index), function.name, handler.provider, handler.region, handler.product)
            case .service(let service):
                if let index = services[service.name] {
                    fleets.append(.service(index))
                    continue
                }
                let index = plan.services.count
                services[service.name] = index
                fleets.append(.service(index))
                plan.services.append(service)
                place(.service(index), service.name, handler.provider, handler.region, handler.product)
            case .workflow(let workflow):
                let index = plan.workflows.count
                fleets.append(.workflow(index))
                plan.workflows.append(workflow)
                place(.workflow(index), workflow.name, handler.provider, handler.region, handler.product)
            }
        }
        return fleets
    }

    private mutating func addHandlers(_ fleets: [FleetReference]) {
        for (number, (handler, fleet)) in zip(deployment.application.handlers, fleets).enumerated() {
            compiler.home = deployment.home(ofHandler: number)
            plan.handlers.append(
                HandlerPlan(
                    name: handler.name, fleet: fleet, entry: compiler.add(handler.steps),
                    computesInParallel: handler.steps.contains(where: \.computesInParallel)))
        }
        let placed = zip(deployment.handlers, fleets).dropFirst(deployment.application.handlers.count)
        for (workflow, (placement, fleet)) in zip(deployment.application.workflows, placed) {
            compiler.home = Home(placement.provider, placement.region)
            let machine = MachineCompiler(workflow, callLatency: placement.callLatency, into: compiler).compile()
            compiler = machine.compiler
            plan.handlers.append(
                HandlerPlan(name: workflow.name, fleet: fleet, entry: machine.entry, isWorkflow: true))
        }
        compiler.home = nil
    }

    private mutating func addSplits() {
        for split in deployment.splits {
            let members = ([split.handler] + split.others).compactMap { parts.handler($0) }
            plan.handlers[members[0]].split = plan.splits.count
            for member in members.dropFirst() { plan.handlers[member].standsFor = members[0] }
            plan.splits.append(SplitPlan(split.rule, members: members))
        }
    }

    /// The code of a load balancer's handler that has to answer preflights comes in here.
    private mutating func addDoors() {
        for door in deployment.doors {
            place(.door(plan.doors.count), door.door, door.provider, door.region, door.product)
            var plan = door.plan
            if let work = door.preflightWork { plan.preflightAnswer = .handler(entry: compiler.add([.compute(work)])) }
            self.plan.doors.append(plan)
        }
    }

    private mutating func addSources() {
        for source in scenario.traffic {
            let routes = source.targets.compactMap { target -> RoutePlan? in
                guard case .found(let door, let entry) = deployment.application.route(of: target) else { return nil }
                return RoutePlan(door: door, handler: handler(at: entry, source), share: target.share)
            }
            plan.sources.append(
                SourcePlan(
                    name: source.name, arrivals: source.arrivals, routes: routes, requestBytes: source.size,
                    timeout: source.timeout, retry: source.retry, requestsPerConnection: source.requestsPerConnection))
        }
    }

    /// The handler that stands for where requests go: a sender's own step, where that is a channel or a store.
    private mutating func handler(at entry: RouteEntry, _ source: TrafficSource) -> Int {
        var step: CallStep
        switch entry {
        case .handler(let handler):
            guard startsAndLeaves(handler) else { return handler }
            step = CallStep(
                verb: .invoke, target: Reference(parts.invocable[handler], at: deployment.application.place(of: "")),
                stream: "traffic.\(source.name).start")
            step.isAsynchronous = true
        case .channel(let channel):
            step = CallStep(
                verb: .publish, target: Reference(channel, at: SourcePlace(wholeFile: "")),
                stream: "traffic.\(source.name).publish")
        case .backend(let backend):
            step = CallStep(
                verb: .put, target: Reference(backend, at: SourcePlace(wholeFile: "")),
                stream: "traffic.\(source.name).put")
        }
        step.bytes = source.size
        return compiler.client("\(source.name) → \(step.target.name)", [.call(step)])
    }

    /// A Standard execution is started and left alone: whoever asked has the answer at once.
    private func startsAndLeaves(_ handler: Int) -> Bool {
        guard let workflow = deployment.application.workflows.named(parts.invocable[handler]) else { return false }
        if case .workflow(let fleet) = plan.handlers[handler].fleet, !plan.workflows[fleet].isExpress { return true }
        return workflow.answer == .atOnce
    }

    /// Handlers and workflows that an objective is about and no request waits for: their executions are followed.
    private mutating func followExecutions() {
        let asked = scenario.objectives.reduce(into: Set<String>()) { names, objective in
            if case .handler(let name) = objective.subject { names.insert(name) }
        }
        for handler in plan.handlers.indices where asked.contains(plan.handlers[handler].name) {
            plan.handlers[handler].isFollowed = !plan.sources.contains {
                $0.routes.contains { $0.handler == handler }
            }
        }
    }

    /// A schedule is a sender of its own.
    private mutating func addSchedules() {
        for channel in deployment.application.channels {
            guard let schedule = channel.schedule else { continue }
            var step = CallStep(
                verb: .publish, target: Reference(channel.name, at: channel.place),
                stream: "channels.\(channel.name).publish")
            step.bytes = channel.messageBytes
            let handler = compiler.client("\(channel.name) (schedule)", [.call(step)])
            let arrivals: ArrivalProcess =
                switch schedule {
                case .every(let interval): .deterministic(interval: interval.seconds, first: interval.seconds)
                case .weekly(let times, let zone): .weekly(times, phase: scenario.period.start.seconds + zone)
                }
            plan.sources.append(
                SourcePlan(
                    name: channel.name, arrivals: arrivals, routes: [RoutePlan(door: nil, handler: handler, share: 1)]))
        }
    }

    /// Steps that senders and state machines take themselves run where they cost nothing.
    private mutating func addClients() {
        guard !compiler.clients.isEmpty else { return }
        let service = plan.services.count
        plan.services.append(.clients)
        for client in compiler.clients {
            plan.handlers.append(HandlerPlan(name: client.name, fleet: .service(service), entry: client.entry))
        }
    }

    private mutating func addChannels() {
        plan.channels = ChannelCompiler(
            deployment: deployment, parts: parts, handlers: plan.handlers, workflows: plan.workflows).channels()
        for (number, channel) in deployment.channels.enumerated() {
            place(.channel(number), channel.channel, channel.provider, channel.region, channel.product)
        }
    }

    private mutating func place(
        _ component: Component, _ name: String, _ provider: Provider?, _ region: Region?, _ product: PlacedProduct
    ) {
        placements.append(
            Placement(component: component, name: name, provider: provider, region: region, product: product))
    }

    /// A quarter of an hour where the run has many of them, else finer; each divides an hour, whose peaks are billed.
    private static func bucketWidth(for length: SimulationDuration) -> SimulationDuration {
        switch length.seconds {
        case ..<1_200: .seconds(1)
        case ..<43_200: .seconds(60)
        default: .seconds(900)
        }
    }
}
