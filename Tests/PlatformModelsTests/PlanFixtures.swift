// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

/// Small plans, one knob at a time.
extension Plan {
    /// A source that calls one handler directly.
    static func oneHandler(
        _ arrivals: ArrivalProcess, steps: [Instruction], draws: [Draw] = [], fleet: FleetReference = .function(0)
    ) -> Plan {
        var plan = Plan()
        plan.accounts = [AccountPlan(name: "account", concurrency: nil)]
        plan.program.draws = draws
        plan.program.instructions = steps + [.end]
        plan.handlers = [HandlerPlan(name: "handler", fleet: fleet, entry: 0)]
        plan.sources = [SourcePlan(
            name: "source", arrivals: arrivals, routes: [RoutePlan(door: nil, handler: 0, share: 1)])]
        return plan
    }

    /// A function of one core that computes for `service`, without cold-start delay.
    static func function(
        rate: Double, service: Distribution, _ configure: (inout FunctionPlan) -> Void = { _ in }
    ) -> Plan {
        var plan = oneHandler(
            .poisson(.constant(rate)), steps: [.compute(draw: 0)], draws: [Draw(service, stream: "service")])
        var function = FunctionPlan(name: "function", account: 0, memory: 1769, vCPU: 1)
        configure(&function)
        plan.functions = [function]
        return plan
    }

    /// `servers` servers behind one queue.
    static func pool(
        rate: Double, service: Distribution, servers: Int, whenFull: WhenFull = .queue(capacity: nil, patience: nil)
    ) -> Plan {
        var plan = oneHandler(
            .poisson(.constant(rate)), steps: [.compute(draw: 0)], draws: [Draw(service, stream: "service")],
            fleet: .service(0))
        var service = ServicePlan(
            name: "pool", vCPU: 1, memory: 512, tasks: TaskBounds(minimum: servers, maximum: servers))
        service.concurrency = 1
        service.routing = .sharedQueue
        service.whenFull = whenFull
        plan.services = [service]
        return plan
    }

    /// Runs replications and collects one figure of each.
    func figures(_ count: Int = 20, warmUp: Double = 100, length: Double,
                 _ figure: (Observation) -> Double) -> [Double] {
        (0..<count).map { number in
            let stretch = Stretch(
                start: SimulationTime(seconds: warmUp), warmUp: .seconds(warmUp), length: .seconds(length))
            let observation = Replication(self, seed: 2026, replication: number).run(over: stretch)
            #expect(observation.violations.isEmpty)
            return figure(observation)
        }
    }
}

/// How far a mean over replications is from `expected`, in standard errors.
func z(_ values: [Double], _ expected: Double) -> Double {
    var moments = RunningMoments()
    values.forEach { moments.record($0) }
    let error = (moments.sampleVariance / Double(values.count)).squareRoot()
    return error == 0 ? (moments.mean == expected ? 0 : .infinity) : abs(moments.mean - expected) / error
}
