// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
import SimulationKernel

/// Turns one settled deployment into a plan.
struct PlanCompiler {
    let scenario: Scenario
    let deployment: Deployment
    private var plan = Plan()
    private var placements: [Placement] = []

    init(scenario: Scenario, deployment: Deployment) {
        self.scenario = scenario
        self.deployment = deployment
    }

    consuming func compile() -> CompiledDeployment {
        plan.bucketWidth = Self.bucketWidth(for: scenario.period.runLength)
        addBackends()
        let fleets = addFleets()
        var compiler = ProgramCompiler(backends: deployment.backends)
        addHandlers(fleets, &compiler)
        addDoors(&compiler)
        plan.program = compiler.program
        addSources()
        return CompiledDeployment(
            name: deployment.name, plan: plan, placements: placements,
            assumptions: scenario.assumptions + deployment.assumptions,
            warnings: deployment.warnings)
    }

    private mutating func addBackends() {
        for backend in deployment.backends {
            place(.backend(plan.backends.count), backend.backend, backend.provider, backend.region, backend.product)
            plan.backends.append(backend.plan)
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
            }
        }
        return fleets
    }

    private mutating func addHandlers(_ fleets: [FleetReference], _ compiler: inout ProgramCompiler) {
        for (handler, fleet) in zip(deployment.application.handlers, fleets) {
            plan.handlers.append(
                HandlerPlan(
                    name: handler.name, fleet: fleet, entry: compiler.add(handler.steps),
                    computesInParallel: handler.steps.contains(where: \.computesInParallel)))
        }
    }

    private mutating func addDoors(_ compiler: inout ProgramCompiler) {
        for door in deployment.doors {
            place(.door(plan.doors.count), door.door, door.provider, door.region, door.product)
            plan.doors.append(door.plan)
            guard let work = door.preflightWork else { continue }
            plan.doors[plan.doors.count - 1].preflightAnswer = .handler(entry: compiler.add([.compute(work)]))
        }
    }

    private mutating func addSources() {
        for source in scenario.traffic {
            let routes = source.targets.compactMap { target -> RoutePlan? in
                guard case .found(let door, let handler) = deployment.application.route(of: target) else { return nil }
                return RoutePlan(door: door, handler: handler, share: target.share)
            }
            plan.sources.append(
                SourcePlan(
                    name: source.name, arrivals: source.arrivals, routes: routes, requestBytes: source.size,
                    timeout: source.timeout, retry: source.retry, requestsPerConnection: source.requestsPerConnection))
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
