// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel
import Testing
import Workload
@testable import PlatformModels

/// Plans put together part by part; every part is named by the index that it gets.
extension Plan {
    static var blank: Plan {
        var plan = Plan()
        plan.accounts = [AccountPlan(name: "account", concurrency: nil)]
        return plan
    }

    mutating func draw(_ distribution: Distribution, _ stream: String? = nil) -> UInt32 {
        program.draws.append(Draw(distribution, stream: stream ?? "draw \(program.draws.count)"))
        return UInt32(program.draws.count - 1)
    }

    mutating func wait(_ seconds: Double) -> Instruction { .wait(draw: draw(.constant(seconds))) }
    mutating func compute(_ seconds: Double) -> Instruction { .compute(draw: draw(.constant(seconds))) }
    mutating func fail(_ probability: Float) -> Instruction {
        .fail(probability: probability, draw: draw(.constant(0)), error: 0)
    }

    /// Instructions at an address of their own.
    mutating func code(_ steps: [Instruction]) -> Int {
        program.instructions += steps
        return program.instructions.count - steps.count
    }

    /// A handler on a function of its own, one core large and without cold start, or on a given fleet.
    mutating func handler(
        _ name: String, _ steps: [Instruction], on fleet: FleetReference? = nil,
        _ configure: (inout FunctionPlan) -> Void = { _ in }
    ) -> Int {
        let entry = code(steps + [.end])
        if fleet == nil {
            var function = FunctionPlan(name: name, account: 0, memory: 1769, vCPU: 1)
            configure(&function)
            functions.append(function)
        }
        handlers.append(HandlerPlan(name: name, fleet: fleet ?? .function(functions.count - 1), entry: entry))
        return handlers.count - 1
    }

    mutating func service(_ name: String, tasks: Int, _ configure: (inout ServicePlan) -> Void = { _ in }) -> Int {
        var service = ServicePlan(name: name, vCPU: 1, memory: 512, tasks: TaskBounds(minimum: tasks, maximum: 1000))
        configure(&service)
        services.append(service)
        return services.count - 1
    }

    mutating func backend(_ name: String, _ configure: (inout BackendPlan) -> Void = { _ in }) -> Int {
        var backend = BackendPlan(name: name)
        configure(&backend)
        backends.append(backend)
        return backends.count - 1
    }

    /// A call that takes `seconds`.
    mutating func call(_ target: CallTarget, _ seconds: Double = 0, operation: BackendOperation = .call,
                       _ configure: (inout CallPlan) -> Void = { _ in }) -> Instruction {
        let stream = "call \(program.calls.count)"
        var call = CallPlan(
            target, operation: operation, latency: seconds > 0 ? Draw(.constant(seconds), stream: stream) : nil,
            stream: stream)
        configure(&call)
        program.calls.append(call)
        return .call(UInt32(program.calls.count - 1))
    }

    mutating func channel(_ name: String, _ subscriptions: SubscriptionPlan...,
                          configure: (inout ChannelPlan) -> Void = { _ in }) -> Int {
        var channel = ChannelPlan(name: name, subscriptions: subscriptions)
        configure(&channel)
        channels.append(channel)
        return channels.count - 1
    }

    /// A queue that nobody reads.
    mutating func grave() -> Int {
        channel("grave \(channels.count)", SubscriptionPlan(
            name: "grave \(channels.count)", target: .nobody, consumption: .poll(.steady(1, visibility: 30))))
    }

    mutating func source(_ arrivals: ArrivalProcess, to handler: Int,
                         _ configure: (inout SourcePlan) -> Void = { _ in }) {
        var source = SourcePlan(
            name: "source \(sources.count)", arrivals: arrivals,
            routes: [RoutePlan(door: nil, handler: handler, share: 1)])
        configure(&source)
        sources.append(source)
    }

    /// Messages published to a channel at given times, by a handler that takes no time.
    mutating func publish(_ times: [Double], to channel: Int) {
        let step = call(.channel(channel))
        source(.times(times, period: nil), to: handler("publisher \(handlers.count)", [step]))
    }

    mutating func incident(_ effect: IncidentEffect, from start: Double, until end: Double? = nil) {
        incidents.append(IncidentPlan(
            name: "incident \(incidents.count)", start: SimulationTime(seconds: start),
            end: end.map { SimulationTime(seconds: $0) }, effect: effect))
    }

    /// Runs from the beginning; every law of conservation must hold.
    func observe(_ seconds: Double, seed: UInt64 = 1) -> Observation {
        let observation = Replication(self, seed: seed, replication: 0).run(over: Stretch(length: .seconds(seconds)))
        #expect(observation.violations.isEmpty)
        return observation
    }
}

extension PollPlan {
    /// So many pollers at all times.
    static func steady(_ pollers: Int, visibility: Double, maximumReceives: Int? = nil) -> PollPlan {
        PollPlan(
            pollers: .scaled(initial: pollers, perMinute: 0, maximum: pollers, shrinksOnFailure: false),
            visibility: .seconds(visibility), maximumReceives: maximumReceives)
    }
}

extension RetryPlan {
    /// Delays of `base`, `base` × `multiplier` … without chance.
    static func steps(_ attempts: Int, base: Double = 0, multiplier: Double = 2) -> RetryPlan {
        RetryPlan(
            attempts: attempts, throttledBase: .seconds(base), transientBase: .seconds(base), cap: .seconds(3600),
            multiplier: multiplier, jitter: .none, stream: "retry")
    }
}

extension Observation {
    /// All subscriptions in the order of the plan.
    var subscriptions: [SubscriptionObservation] { channels.flatMap(\.subscriptions) }
    func subscription(_ name: String) -> SubscriptionObservation {
        subscriptions.first { $0.name == name } ?? SubscriptionObservation(name: "none")
    }
}

/// Seconds as whole nanoseconds.
func ns(_ seconds: Double) -> UInt64 { UInt64((seconds * 1e9).rounded()) }

/// How far a count is from the mean of a binomial law, in its standard deviations.
func binomialZ(_ count: UInt64, of trials: Int, share: Double) -> Double {
    let n = Double(trials)
    return abs(Double(count) - n * share) / (n * share * (1 - share)).squareRoot()
}
