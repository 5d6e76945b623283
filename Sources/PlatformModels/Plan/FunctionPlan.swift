// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

/// A function: a fleet that runs one request per instance and starts an instance for each request that finds none idle.
public struct FunctionPlan: Sendable {
    public var name: String
    /// Index of the account whose concurrency it draws from.
    public var account: Int
    /// Megabytes of 1024² bytes.
    public var memory: Int
    /// Cores an instance has; a single thread cannot use more than one.
    public var vCPU: Double
    /// An invocation that runs longer is stopped and billed.
    public var timeout: SimulationDuration?
    /// Concurrency taken out of the account's pool for this function: floor and ceiling.
    public var reserved: Int?
    /// Another ceiling on instances (a platform's maximum instances).
    public var maximumInstances: Int?
    /// Requests a second allowed per unit of reserved or provisioned concurrency; nil sets no such limit.
    public var requestRateFactor: Double?
    public var provisioned: ProvisionedPlan?
    /// Environments that may be started: 1,000 at once, 100 a second on AWS Lambda.
    public var scaleOut: TokenBucketPlan?
    public var start: StartPlan
    /// How long an idle instance is kept, drawn once for each instance (seconds); nil keeps it for ever.
    public var idleLifetime: Draw?
    /// Age at which an instance is retired, even when busy (seconds); nil sets no limit.
    public var maximumAge: Draw?
    /// Whether a retired instance is replaced by an initialised one before anybody asks for it.
    public var replacesAged: Bool
    public var reuse: ReuseOrder
    public var whenFull: WhenFull
    public var billing: BillingClock

    public init(name: String, account: Int, memory: Int, vCPU: Double) {
        self.name = name
        self.account = account
        self.memory = memory
        self.vCPU = vCPU
        start = StartPlan()
        replacesAged = false
        reuse = .mostRecentlyReleased
        whenFull = .refuse
        billing = BillingClock(increment: .seconds(0.001), minimum: .zero)
    }
}

/// Instances kept initialised at all times, or as a schedule says.
public struct ProvisionedPlan: Sendable, Hashable {
    /// Until the schedule changes it.
    public var count: Int
    /// When they are ready, counted from the start of the run: none is usable before all are.
    public var readyAfter: SimulationDuration
    /// Changes of the count, ascending in time.
    public var schedule: [ScheduledCount] = []
    /// From a change until its additional instances begin to be made.
    public var preparation: SimulationDuration = .zero
    /// Instances made a second after that; nil makes all at once. None is usable before all are.
    public var allocationRate: Double?
    /// How the time that an instance is held becomes billed time.
    public var billing = BillingClock(increment: .seconds(300), minimum: .zero)
    /// Whether requests beyond them go to instances on demand, or are refused.
    public var spillsOver: Bool

    public init(count: Int, readyAfter: SimulationDuration = .zero, spillsOver: Bool = true) {
        self.count = count
        self.readyAfter = readyAfter
        self.spillsOver = spillsOver
    }

    /// The largest count that is ever asked for.
    public var greatestCount: Int { schedule.map(\.count).reduce(count, max) }

    /// From asking for so many more until they can serve.
    public func preparation(of additional: Int) -> SimulationDuration {
        guard let allocationRate else { return preparation }
        return preparation + .seconds(Double(max(0, additional)) / allocationRate)
    }
}

/// A count that holds from a time on.
public struct ScheduledCount: Sendable, Hashable {
    public var time: SimulationTime
    public var count: Int

    public init(time: SimulationTime, count: Int) {
        self.time = time
        self.count = count
    }
}

/// What a cold start is made of.
public struct StartPlan: Sendable {
    /// Finding room for the instance (seconds, not billed).
    public var placement: Draw?
    /// Fetching the code (seconds, not billed).
    public var download: Draw?
    /// Initialisation of runtime and static code (seconds, billed if `initialisationIsBilled`).
    public var initialisation: Draw?
    /// An initialisation that takes longer is cut off there and done again under the function's timeout.
    public var initialisationLimit: SimulationDuration?
    public var initialisationIsBilled = true
    /// Extra CPU time of an instance's first call (seconds on one core).
    public var firstCall: Draw?
    /// Factor on the CPU time of an instance's first call.
    public var firstCallSlowdown = 1.0

    public init() {}
}

/// Which idle instance serves the next request. AWS does not publish its order.
public enum ReuseOrder: String, Sendable, Hashable, CaseIterable {
    case mostRecentlyReleased = "most-recently-released"
    case leastRecentlyReleased = "least-recently-released"
    case newestCreated = "newest-created"
    case random
}

/// What happens to a request when every slot is taken.
public enum WhenFull: Sendable, Hashable {
    case refuse
    /// Waits in a queue of at most `capacity`, at most for a drawn patience (seconds).
    case queue(capacity: Int?, patience: Draw?)
}

/// How a duration becomes a billed duration: rounded up to whole increments, at least the minimum.
public struct BillingClock: Sendable, Hashable {
    public var increment: SimulationDuration
    public var minimum: SimulationDuration

    public init(increment: SimulationDuration, minimum: SimulationDuration) {
        self.increment = increment
        self.minimum = minimum
    }

    /// Billed nanoseconds for `duration`; exact multiples are not rounded up.
    public func billed(_ duration: SimulationDuration) -> Int64 {
        let step = max(increment.nanoseconds, 1)
        let charged = max(duration.nanoseconds, minimum.nanoseconds)
        return (charged + step - 1) / step * step
    }
}
