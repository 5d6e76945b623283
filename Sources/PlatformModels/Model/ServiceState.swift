// SPDX-License-Identifier: GPL-3.0-or-later
import DequeModule
import Measurement
import Sampling
import SimulationKernel

/// A running copy of a container service.
struct ServiceTask: BitwiseCopyable {
    enum State: UInt8, BitwiseCopyable {
        case gone, starting, healthy, draining
        /// Given up while it started; its slot is free once its start is over.
        case cancelled
    }

    var state = State.gone
    /// Whether it is in one of the lists of tasks with a place.
    var isListedFree = false
    /// Requests go to it only when no other task has a place.
    var isSpare = false
    /// One of the minimum, which is kept whether there are requests or not.
    var isAlwaysReady = false
    /// In a spell of activity.
    var isActive = false
    /// True while a timer for its idleness is pending.
    var timerIsSet = false
    var running = 0
    var queued = 0
    var share: Int32 = -1
    /// The machine it runs on, −1 for none.
    var node: Int32 = -1
    var launched = SimulationTime.zero
    /// When it could serve.
    var ready = SimulationTime.zero
    var activeSince = SimulationTime.zero
    /// To when its activity is billed: a short spell counts as a longer one.
    var billedUntil = SimulationTime.zero
    /// When it dies if nobody uses it.
    var idleUntil = SimulationTime.distantFuture
    var idleLifetime = SimulationDuration.zero
    var stopAt = SimulationTime.distantFuture
    var connections: UInt64 = 0
    var serial: UInt64 = 0
}

struct ServiceState: ~Copyable {
    let plan: ServicePlan
    let startUp: DrawIndex
    let patience: DrawIndex
    let idleLifetime: DrawIndex
    let routeKey: StreamKey
    let coldStart: CompiledColdStart?
    /// True when no two requests can ever share a core, so that a duration is known at its start.
    let isExclusive: Bool
    /// Which object a request is for; nil where any task will do.
    let objects: CompiledObjects?
    let stretch: Double
    /// What one request can use at most, in thousandths of a core.
    let millicoresOfOne: Int
    let startsOnDemand: Bool
    let demand: StartsOnDemand
    let notesColdStarts: Bool
    /// Whether tasks with a place are listed, because requests wait for any of them, at least at times.
    let listsFree: Bool
    /// Whether anything of a request or task is counted, limited or added beyond what every service has.
    let isMetered: Bool
    var bounds: TaskBounds
    var tasks = SlotTable(blank: ServiceTask())
    var taskQueues: [Deque<Waiting>] = []
    var healthy: [UInt32] = []
    /// Tasks that start, in the order of their launch.
    var starting: [UInt32] = []
    /// Launches that wait for the launch rate, and those of them that are not wanted any more.
    var launchesAhead = 0
    var launchesToSkip = 0
    var nextInTurn = 0
    /// Tasks with a place: those that are preferred, and spare ones.
    var free = Deque<UInt32>()
    var spare = Deque<UInt32>()
    /// Whether requests wait in front of all tasks now.
    var waitsTogether: Bool
    var sharedQueue = Deque<Waiting>()
    var sharedQueued = 0
    var isServingQueue = false
    var desired = 0
    /// Tasks that its scaler wants at least, where requests start more.
    var scalerWish = 0
    var alwaysReady = 0
    var launchRate: TokenBucket?
    var scaler: Scaler
    var nodes: NodePool?
    var launched: UInt64 = 0
    var requestsInPeriod = 0
    var deadlines: DeadlineQueue?
    /// Tasks of old code that are still to be taken out, one for each of new code that becomes ready.
    var replacing = 0
    /// Subscriptions whose pollers are this service's tasks.
    let polledSubscriptions: [Int]
    /// Below zero when the levels were restarted since.
    var coreAreaAtTick: Int128 = 0
    var flightAreaAtTick: Int128 = 0
    var activity: ActivityMeter?
    var running: Level
    var queued: Level
    var alive: Level
    var healthyLevel: Level
    var millicores: Level
    var occupied: UInt128 = 0
    var seen: ServiceObservation
}

struct CompiledColdStart {
    let probability: Double
    let key: StreamKey
    let duration: DrawIndex
}

/// Which object a request is for.
struct CompiledObjects {
    let popularity: ZipfSampler
    let key: StreamKey

    func pick(_ identity: UInt64) -> Int {
        var stream = RandomStream(key, request: identity)
        return popularity.sample(&stream)
    }
}
