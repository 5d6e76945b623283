// SPDX-License-Identifier: GPL-3.0-or-later
import DequeModule
import Measurement
import Sampling
import SimulationKernel

struct ChannelState {
    let plan: ChannelPlan
    let firstSubscription: Int
    let messageBytes: DrawIndex
    let popularity: ZipfSampler?
    let keyStream: StreamKey
    let poisonKey: StreamKey
    let duplicateKey: StreamKey
    var ingress: Ingress?
    /// Messages that an incident makes impossible to process.
    var poisonPending = 0
    var seen: ChannelObservation
}

struct SubscriptionState {
    let plan: SubscriptionPlan
    let channel: Int
    let latency: DrawIndex
    let filterKey: StreamKey
    /// Messages that can be taken, oldest first; each with the receipt it had then.
    var ready = Deque<(message: UInt32, receipt: UInt32)>()
    var lanes: [Lane]
    /// Nil where messages have keys of their own, or nobody processes them.
    var keys: KeyCourse?
    /// Lanes that have something to deliver and wait for their turn.
    var waitingLanes = Deque<UInt32>()
    /// Deliveries that may be under way at once, as pollers scale.
    var pollers = Int.max
    /// Seconds for which the pollers have been scaled, whether all were busy in the last one, and whether a delivery
    /// has failed since the last whole minute.
    var pollerSeconds = 0
    var wasSaturated = false
    var hadFailure = false
    var windowIsSet = false
    /// True while its messages are being handed out: what is given back within goes on there.
    var isServing = false
    var inFlight = 0
    var visibility: DeadlineQueue?
    /// Deliveries under way, resting pollers included.
    var busy: Level
    /// Messages that nobody has processed yet.
    var backlog: Level
    var seen: SubscriptionObservation
}

struct WorkflowFleet {
    let plan: WorkflowPlan
    let latency: DrawIndex
    var startLimit: TokenBucket?
    var transitionLimit: TokenBucket?
    var deadlines: DeadlineQueue?
    var open: Level
    var occupied: UInt128 = 0
    var seen: WorkflowObservation
}

/// A call as it runs: its plan with draws and streams resolved, and what it remembers.
struct CallState {
    let plan: CallPlan
    let bytes: DrawIndex
    let latency: DrawIndex
    let eachWay: DrawIndex
    /// Tells what follows from this call from what follows from others.
    let salt: UInt64
    let policy: RetryPolicy
    let recovery: Int
    /// Whether anything below, or a hedge, has a say.
    let isGuarded: Bool
    var cache: AnswerCache?
    var breaker: CircuitBreaker?
    var throttle: AdaptiveThrottle?
    let condition: ConditionState?
    var seen: CallObservation
}

struct ConditionState {
    let popularity: ZipfSampler
    let key: StreamKey
}

struct ForkState {
    let branches: [Int]
    let recovery: Int
}

struct MapState {
    let items: DrawIndex
    let atOnce: Int
    let entry: Int
    let salt: UInt64
    let toleratedFailures: Double
    let recovery: Int
}

struct ChoiceState {
    let cumulative: [Double]
    let targets: [UInt32]
    let key: StreamKey
}

struct RecoveryState {
    struct RetrierState {
        let matches: ErrorMatch
        let policy: RetryPolicy
    }

    let retriers: [RetrierState]
    let catchers: [RecoveryPlan.Catcher]
}
