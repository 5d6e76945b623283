// SPDX-License-Identifier: GPL-3.0-or-later
import DequeModule
import Measurement
import Sampling
import SimulationKernel
import Workload

/// A distribution bound to its stream. Not to be copied, so that a draw takes no hold of its sampler's table.
struct CompiledDraw: ~Copyable {
    let sampler: Sampler
    let key: StreamKey

    @inline(__always)
    borrowing func sample(request: UInt64, occurrence: UInt32) -> Double {
        sampler.sample(key, request: request, occurrence: occurrence)
    }
}

/// Index of a compiled draw; negative for none.
typealias DrawIndex = Int

/// A frame that waits in a queue, and the epoch in which it was put there.
struct Waiting: BitwiseCopyable {
    var frame: UInt32
    var epoch: UInt32
}

struct SourceState {
    var generator: ArrivalGenerator
    var pendingCount = 0
    var users = 0
    var think: DrawIndex = -1
    var nextNumber: UInt64 = 0
    let firstFlow: Int
    let cumulativeShares: [Double]
    let routeKey: StreamKey
    let requestBytes: DrawIndex
    let retry: RetryPolicy
    var budget: RetryBudget?
    var deadlines: DeadlineQueue?
    var connectionMillionths: UInt64
    var inFlight: UInt64 = 0
    var refusedSoFar: UInt64 = 0
    var seen: SourceObservation
}

struct DoorState {
    let latency: DrawIndex
    var throttle: TokenBucket?
    /// Index of a bucket shared with other doors; negative for none.
    let sharedThrottle: Int
    let authorizer: CompiledAuthorizer
    let preflightShare: Double
    let preflightKey: StreamKey
    var responseCache: AnswerCache?
    /// Of each flow, where answers are cached: what is kept is as large as what handlers have answered.
    var answerSizes: [Int: AnswerSizes] = [:]
    var authorizerCache: AnswerCache?
    var deadlines: DeadlineQueue?
    /// Handlers in another place; mostly none.
    let crossings: [DoorCrossing]
    var hourlyRequests: CountSeries
    var hourlyBytes: CountSeries
    var hourlyConnections: CountSeries
    var seen: DoorObservation
}

/// How many answers there were and how large they were together.
struct AnswerSizes {
    private var count: UInt64 = 0
    private var bytes: UInt64 = 0

    var mean: UInt64 { count > 0 ? bytes / count : 0 }

    mutating func add(_ answer: UInt64) {
        count &+= 1
        bytes &+= answer
    }
}

enum CompiledAuthorizer {
    case none
    case jwt(latency: DrawIndex)
    case handler(Int)
}

struct AccountState {
    /// On-demand executions that unreserved functions may have at once.
    var unreservedLimit: Int
    var unreservedBusy = 0
    /// Whether anything limits the account, so that its concurrency is worth following.
    let isLimited: Bool
    /// Whether any function of it lets requests wait.
    let letsWait: Bool
    var requestRate: TokenBucket?
    var busy: Level
}

struct FunctionState: ~Copyable {
    let plan: FunctionPlan
    let placement: DrawIndex
    let download: DrawIndex
    let initialisation: DrawIndex
    let firstCall: DrawIndex
    let idleLifetime: DrawIndex
    let maximumAge: DrawIndex
    let patience: DrawIndex
    let reuseKey: StreamKey
    /// Wall-clock seconds for each second of CPU time of one thread.
    let stretch: Double
    var instances = SlotTable(blank: Instance())
    var idle: IdlePool
    var provisionedIdle = IdlePool(order: .mostRecentlyReleased)
    var provisioned: ProvisionedPool
    var created: UInt64 = 0
    var reuses: UInt64 = 0
    var scaleOut: TokenBucket?
    var requestRate: TokenBucket?
    var provisionedRate: TokenBucket?
    /// Shared cores of each instance slot, −1 where none are needed.
    var shares: [Int32] = []
    var queue = Deque<Waiting>()
    var isServingQueue = false
    var deadlines: DeadlineQueue?
    /// Executions at once that an incident allows.
    var imposedLimit: Int?
    var busy: Level
    var provisionedBusy: Level
    /// Beside provisioned instances; not followed where there are none.
    var spilledBusy: Level
    let followsSpill: Bool
    var alive: Level
    var queued: Level
    /// Sum of the times instances were occupied, to check the level's integral against.
    var occupied: UInt128 = 0
    var seen: FunctionObservation
}

struct BackendState {
    let plan: BackendPlan
    let patience: DrawIndex
    var rate: TokenBucket?
    /// What `rate` follows: the backend's own limit, or a lower one of an incident.
    var rateInForce: TokenBucketPlan?
    var fixedWindow: FixedWindow?
    /// Calls in service at once: concurrency, or connections borrowed from a proxy.
    let concurrency: Int
    let isLimited: Bool
    let isOutsideNetwork: Bool
    var readUnits: AdaptiveCapacity?
    var writeUnits: AdaptiveCapacity?
    var queue = Deque<Waiting>()
    var inService: Level
    var queued: Level
    var connections: Level
    var lastDeparture: SimulationTime?
    let isFeeding: Bool
    /// Subscriptions whose handlers make its contents of messages.
    let projections: [Int]
    /// What incidents do to it.
    var slowdown = 1.0
    var failureShare = 0.0
    var failureKey = StreamKey(value: 0)
    var isHalted = false
    /// How often each key of conditional writes has been written.
    var versions: [UInt32]
    var seen: BackendObservation
}
