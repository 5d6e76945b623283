// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import Sampling
import SimulationKernel

/// A door as a product.
public struct DoorPlacement: Sendable {
    public var door: String
    /// Indices of its authorizer refer to the handlers of the application.
    public var plan: DoorPlan
    /// CPU time (seconds on one full core) of the handler that has to answer a preflight; nil where the door does.
    public var preflightWork: Draw?
    public var provider: Provider?
    public var region: Region?
    public var product: PlacedProduct
    var payload = PayloadLimits()
}

/// What decides the price of a load balancer beside its meters.
public struct LoadBalancerPlacement: Sendable, Hashable {
    /// Rules of the listener; the first ten are free.
    public var rules: Int
    /// How long a connection stays open after its last request.
    public var idleTimeout: SimulationDuration
    /// Public IPv4 addresses; none for an internal one.
    public var publicAddresses: Int

    public init(rules: Int, idleTimeout: SimulationDuration, publicAddresses: Int) {
        self.rules = rules
        self.idleTimeout = idleTimeout
        self.publicAddresses = publicAddresses
    }
}

/// A backend as a product.
public struct BackendPlacement: Sendable {
    public var backend: String
    public var plan: BackendPlan
    /// Seconds from call to answer while nothing limits it.
    public var latency: Distribution
    /// The same of reads and of writes; nil for no difference.
    public var readLatency: Distribution?
    public var writeLatency: Distribution?
    /// Time on the network, one way, on top of that.
    public var eachWay: Distribution?
    /// What a call does that says nothing of its own.
    public var retry: RetryPlan
    public var consistency: ReadConsistency
    public var provider: Provider?
    public var region: Region?
    public var product: PlacedProduct
    var payload = PayloadLimits()
}

extension BackendPlacement {
    /// Reads and writes may take their own time; a `call` is neither.
    func latency(of verb: CallVerb) -> Distribution {
        if verb.isRead { return readLatency ?? latency }
        return verb.isWrite ? writeLatency ?? latency : latency
    }
}

/// What decides the price of a table beside its meters.
public struct DynamoDBPlacement: Sendable, Hashable {
    public var capacity: CapacityMode
    public var stored: StoredData
}

/// What decides the price of a relational database.
public struct RDSPlacement: Sendable, Hashable {
    public var instanceClass: DatabaseClass
    public var engine: DatabaseEngine
    public var isMultiAZ: Bool
    public var storedGigabytes: Double
    public var hasProxy: Bool
}

public enum DatabaseEngine: String, Sendable, CaseIterable {
    case postgres, mysql
}

/// Instance classes of RDS whose memory is known here; cores and memory are those of the EC2 type of the same name.
public enum DatabaseClass: String, Sendable, CaseIterable {
    case t4gMicro = "db.t4g.micro"
    case t4gSmall = "db.t4g.small"
    case t4gMedium = "db.t4g.medium"
    case t4gLarge = "db.t4g.large"
    case m6gLarge = "db.m6g.large"
    case m6gXLarge = "db.m6g.xlarge"
    case m7gLarge = "db.m7g.large"
    case m7gXLarge = "db.m7g.xlarge"
    case r6gLarge = "db.r6g.large"
    case r6gXLarge = "db.r6g.xlarge"
    case r7gLarge = "db.r7g.large"
    case r7gXLarge = "db.r7g.xlarge"

    /// Gigabytes of 1024³ bytes.
    public var memoryGigabytes: Double {
        switch self {
        case .t4gMicro: 1
        case .t4gSmall: 2
        case .t4gMedium: 4
        case .t4gLarge, .m6gLarge, .m7gLarge: 8
        case .m6gXLarge, .m7gXLarge, .r6gLarge, .r7gLarge: 16
        case .r6gXLarge, .r7gXLarge: 32
        }
    }

    public var vCPU: Int {
        switch self {
        case .t4gMicro, .t4gSmall, .t4gMedium, .t4gLarge, .m6gLarge, .m7gLarge, .r6gLarge, .r7gLarge: 2
        case .m6gXLarge, .m7gXLarge, .r6gXLarge, .r7gXLarge: 4
        }
    }

    /// PostgreSQL on RDS: min(memory / 9,531,392, 5,000); MySQL: memory / 12,582,880 (RDS user guide, CHAP_Limits).
    public func maximumConnections(for engine: DatabaseEngine) -> Int {
        let bytes = memoryGigabytes * 1_073_741_824
        return switch engine {
        case .postgres: min(Int(bytes / 9_531_392), 5000)
        case .mysql: Int(bytes / 12_582_880)
        }
    }
}
