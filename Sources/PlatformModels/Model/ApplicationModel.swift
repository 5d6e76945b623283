// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Sampling
import SimulationKernel

/// An application under traffic: sources, doors, fleets and backends, and what they do when an event occurs.
///
/// A request enters by `offer`, reaches a fleet by `admit`, where its handler's instructions are carried out by
/// `run`; its answer goes back by `finish` and `answer` or `fail`. Each of these lives in a file of its own.
struct ApplicationModel: SimulationModel, ~Copyable {
    typealias Event = ModelEvent
    typealias Clock = Scheduler<ModelEvent>

    let plan: Plan
    let instructions: Table<Instruction>
    let draws: Table<CompiledDraw>
    var calls: Table<CallState>
    let forks: [ForkState]
    let maps: [MapState]
    let choices: [ChoiceState]
    let recoveries: [RecoveryState]
    var suppressions: [SeenKeys]
    /// Messages and requests that a suppression passed over.
    var suppressed: [UInt64]
    var sources: Table<SourceState>
    var flows: Table<FlowObservation>
    var doors: Table<DoorState>
    var sharedThrottles: Table<TokenBucket>
    var accounts: Table<AccountState>
    var functions: Table<FunctionState>
    var services: Table<ServiceState>
    var workflows: Table<WorkflowFleet>
    var backends: Table<BackendState>
    var channels: Table<ChannelState>
    var subscriptions: Table<SubscriptionState>
    var messages = SlotTable(blank: Message())
    var deliveries = SlotTable(blank: Delivery())
    /// The messages of each delivery, by its slot.
    var batches: [[Ticket]] = []
    var shares: [ProcessorShare] = []
    /// Messages that each incident has published so far.
    var incidentProgress: [Int]
    /// Which incidents are under way.
    var activeIncidents: [Bool]
    let codeChanges: [CodeChangeState]
    let hasCodeChanges: Bool
    var requests = SlotTable(blank: Request(), minimumCapacity: 256)
    var invocations = SlotTable(blank: Invocation(), minimumCapacity: 256)
    var frames = SlotTable(blank: Frame(), minimumCapacity: 256)
    var invocationCount: UInt64 = 0
    let splits: [SplitState]
    /// True while a member of a split is asked whether it takes a piece of work: a refusal is not told to anybody.
    var holdsRefusals = false
    /// Of each handler; only those that the plan asks to be followed are counted.
    var operations: [OperationObservation]
    let followsOperations: Bool
    var windowStart = SimulationTime.zero
    var stop: StopReason?
    /// Follows one request, when somebody asks for its story.
    var tracer: Tracer?

    mutating func handle(_ event: ModelEvent, scheduler: inout Clock) {
        switch event.kind {
        case .arrival: arrive(event.id, &scheduler)
        case .resume: resume(event, &scheduler)
        case .callEnded: callEnded(event, &scheduler)
        case .started: started(event, &scheduler)
        case .attempt: attemptAgain(event, &scheduler)
        case .core: coreFinishes(event, &scheduler)
        case .userReady: offer(event.id, &scheduler)
        case .callGivesUp: callGivesUp(event, &scheduler)
        case .callRetry: retryCall(event, &scheduler)
        case .backendFreed: freeBackend(event.id, &scheduler)
        case .queueGivesUp: queueGivesUp(event, &scheduler)
        case .instanceExpiry: expireInstance(function: Int(event.tag), instance: event.id, &scheduler)
        case .sourceDeadline: sourceDeadline(event.id, &scheduler)
        case .doorDeadline: doorDeadline(event.id, &scheduler)
        case .functionDeadline: functionDeadline(event.id, &scheduler)
        case .provisionedReady: makeReady(event.id, upTo: Int(event.tag), scheduler.now)
        case .provisionedChange: changeProvisioned(Int(event.tag), change: event.id, &scheduler)
        case .scalerTick: scalerTick(event.id, &scheduler)
        case .scaleTo: scale(service: Int(event.tag), to: event.id, &scheduler)
        case .boundsChange: changeBounds(service: Int(event.tag), change: event.id, &scheduler)
        case .taskLaunch: launchIsDue(event.id, &scheduler)
        case .taskReady: taskReady(service: Int(event.tag), task: event.id, &scheduler)
        case .taskStop: stopTask(service: Int(event.tag), task: event.id, &scheduler)
        case .taskIdle: expireTask(service: Int(event.tag), task: event.id, &scheduler)
        case .serviceDeadline: serviceDeadline(event.id, &scheduler)
        case .cpuLimit: cpuLimitReached(event, &scheduler)
        case .nodeScan: scanNodes(event.id, &scheduler)
        case .nodeLaunch: launchNode(service: Int(event.tag), node: event.id, &scheduler)
        case .nodeReady: nodeReady(service: Int(event.tag), node: event.id, &scheduler)
        case .capacityWindow: closeCapacityWindow(event.id, &scheduler)
        case .ingressWindow: closeIngressWindow(event.id, &scheduler)
        case .sample: sampleInFlight(&scheduler)
        case .messageReady: messageReady(event, &scheduler)
        case .batchWindow: batchWindowEnds(event.id, &scheduler)
        case .laneWindow: laneWindowEnds(subscription: Int(event.tag), lane: event.id, &scheduler)
        case .visibility: visibilityEnds(event.id, &scheduler)
        case .pollerRested: pollerRested(event.id, &scheduler)
        case .laneRested: laneRested(subscription: Int(event.tag), lane: event.id, &scheduler)
        case .pollerTick: pollerTick(event.id, &scheduler)
        case .retention: retentionTick(event.id, &scheduler)
        case .workflowDeadline: workflowDeadline(event.id, &scheduler)
        case .hedge: hedge(event, &scheduler)
        case .callReaches: callReaches(event, &scheduler)
        case .incidentStarts: incidentStarts(event.id, &scheduler)
        case .incidentEnds: incidentEnds(event.id, &scheduler)
        case .incidentStep: incidentStep(event.id, &scheduler)
        }
    }

    /// One draw for a request, in its own substream; zero when there is nothing to draw.
    @inline(__always)
    mutating func draw(_ index: DrawIndex, identity: UInt64, occurrence: UInt32) -> Double {
        guard index >= 0 else { return 0 }
        return draws[index].sample(request: identity, occurrence: occurrence)
    }

    /// The same as a duration; negative draws count as zero.
    @inline(__always)
    mutating func duration(_ index: DrawIndex, identity: UInt64, occurrence: UInt32) -> SimulationDuration {
        guard index >= 0 else { return .zero }
        return .seconds(max(0, draw(index, identity: identity, occurrence: occurrence)))
    }

    /// The same as a size; no heavy tail makes it more than a petabyte, so that sizes can be added.
    @inline(__always)
    mutating func bytes(_ index: DrawIndex, identity: UInt64, occurrence: UInt32) -> UInt64 {
        UInt64(min(max(0, draw(index, identity: identity, occurrence: occurrence)), 1e15))
    }

    /// Ends the run before its time.
    mutating func give(up reason: StopReason, _ scheduler: inout Clock) {
        stop = stop ?? reason
        scheduler.stop()
    }
}
