// SPDX-License-Identifier: GPL-3.0-or-later

/// What can happen in an application, in eight bytes: a kind and what it is about.
struct ModelEvent: BitwiseCopyable {
    enum Kind: BitwiseCopyable {
        /// The next arrival of a source is due.
        case arrival
        /// A user of a closed loop has thought enough.
        case userReady
        /// A request is tried again.
        case attempt
        /// An instance is initialised and its first invocation can begin.
        case started
        /// A frame's compute or wait is over.
        case resume
        /// A backend has answered a frame.
        case callEnded
        /// A call is not worth waiting for any longer: it timed out, or its patience ended.
        case callGivesUp
        /// A call is tried again.
        case callRetry
        /// A call has not been answered for so long that a second attempt goes out beside it.
        case hedge
        /// A conditional call reaches its table.
        case callReaches
        /// A backend finished a call whose caller had left.
        case backendFreed
        /// A job on shared cores finishes.
        case core
        /// A queued invocation has lost patience.
        case queueGivesUp
        /// An idle instance may have to go.
        case instanceExpiry
        /// Deadlines of a source, a door or a function may be due.
        case sourceDeadline, doorDeadline, functionDeadline
        /// Provisioned instances of a function are ready.
        case provisionedReady
        /// The number of provisioned instances of a function changes by schedule.
        case provisionedChange
        /// A metric period of a service ends.
        case scalerTick
        /// The alarm of a service has done its work: change the desired count.
        case scaleTo
        /// The bounds of a service change by schedule.
        case boundsChange
        case taskLaunch, taskReady, taskStop
        /// A task without requests may have to go.
        case taskIdle
        /// Requests of a service may have lasted too long; one has used up its CPU time.
        case serviceDeadline, cpuLimit
        /// Machines of a service are looked at; one is asked for; one can run tasks.
        case nodeScan, nodeLaunch, nodeReady
        /// A window of adaptive capacity ends: of a backend, or of a channel.
        case capacityWindow, ingressWindow
        /// A bucket of the time series ends.
        case sample
        /// A message can be delivered.
        case messageReady
        /// A batch has waited long enough to be full, of a queue or of a lane.
        case batchWindow, laneWindow
        /// Messages received and not deleted in time may be had again.
        case visibility
        /// A poller has rested after a refusal; a lane after a failure.
        case pollerRested, laneRested
        /// A second of a queue's pollers is over.
        case pollerTick
        /// What is too old is dropped.
        case retention
        /// Executions of a workflow may have lasted too long.
        case workflowDeadline
        case incidentStarts, incidentEnds
        /// An incident goes on: the next message of a replay.
        case incidentStep
    }

    /// Kind, tag and id in one word: parts stored apart and read together would stall each event's way through the
    /// queue.
    private let word: UInt64

    /// - Parameters:
    ///   - id: what it is about, below 2³².
    ///   - tag: a generation, or the owner of `id`, below 2²⁴.
    @inline(__always)
    init(_ kind: Kind, id: Int, tag: UInt32 = 0) {
        word = UInt64(UInt32(truncatingIfNeeded: id)) &<< 32 | UInt64(tag & 0xff_ffff) &<< 8
            | UInt64(unsafeBitCast(kind, to: UInt8.self))
    }

    @inline(__always)
    var kind: Kind {
        // Sound: only `init` makes a word, and from a kind.
        unsafeBitCast(UInt8(truncatingIfNeeded: word), to: Kind.self)
    }
    var id: Int { Int(word &>> 32) }
    var tag: UInt32 { UInt32(truncatingIfNeeded: word &>> 8) & 0xff_ffff }
}
