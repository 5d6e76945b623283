// SPDX-License-Identifier: GPL-3.0-or-later

/// M/G/c-PS: requests share `cpus` processors evenly, none using more than one at once.
///
/// The number in the system is that of M/M/c, and depends on the service law through its mean only: Cohen, "The
/// Multiple Phase Service Network with Generalized Processor Sharing", Acta Informatica 12 (1979).
public struct ProcessorSharing: Sendable, Hashable {
    /// Seconds on one processor of its own.
    public let meanService: Double
    private let queue: ErlangC

    /// - Parameters:
    ///   - arrivalRate: requests per second.
    ///   - meanService: seconds on one processor of its own.
    public init(arrivalRate: Double, meanService: Double, cpus: Int) {
        self.meanService = meanService
        queue = ErlangC(arrivalRate: arrivalRate, meanService: meanService, servers: cpus)
    }

    public var utilisation: Double { queue.utilisation }
    /// With one processor, service / (1 − load) [s].
    public var meanSojourn: Double { queue.meanSojourn }
    public var meanInSystem: Double { queue.meanInSystem }
    /// The share of requests that finds every processor taken.
    public var sharedProbability: Double { queue.waitProbability }

    /// The mean sojourn of a request that needs `service` seconds: everyone is slowed down alike.
    public func meanSojourn(of service: Double) -> Double { service * meanSojourn / meanService }
}
