// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

/// Something that happens to the system at a stated time.
public struct Incident: Sendable {
    public var name: String
    /// When it begins and, if it has a length, ends: each time it happens in the run.
    public var times: [(start: SimulationTime, end: SimulationTime?)]
    public var kind: IncidentKind
    /// The part that it happens to.
    public var subject: Reference
    public var place: SourcePlace
    /// Its position in the list, from 1.
    public var number: Int
}

/// What happens.
public enum IncidentKind: Sendable {
    case slow(factor: Double)
    case fail(share: Double)
    case halt
    /// The new code's CPU times are multiplied, and a share of its work fails.
    case deploy(share: Double, slowdown: Double, failing: Double)
    case limit(concurrency: Int)
    case limitRate(Double)
    case lose(share: Double)
    case poison
    case replay(messages: Int, rate: Double)
    case redrive(to: Reference, rate: Double)

    /// What it can happen to.
    var roles: Set<PartRole> {
        switch self {
        case .slow, .fail, .halt, .limitRate: [.backend]
        case .deploy, .limit, .lose: [.handler]
        case .poison, .replay, .redrive: [.channel]
        }
    }
}
