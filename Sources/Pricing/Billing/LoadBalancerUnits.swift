// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Application Load Balancer capacity units (LCU) of one hour: the greatest of four dimensions, not their sum
/// (aws.amazon.com/elasticloadbalancing/pricing).
///
/// The greatest is taken hour by hour: the units of a month's mean traffic are fewer than the mean of its hours' units.
public struct LoadBalancerUnits: Hashable, Sendable {
    /// The mean traffic of an hour; all zero or more.
    public struct Traffic: Hashable, Sendable {
        public var newConnectionsPerSecond: Decimal
        /// Connections open at a time, sampled each minute.
        public var activeConnections: Decimal
        /// Requests and responses together, of other targets than functions.
        public var gigabytesPerHour: Decimal
        /// Those of functions.
        public var functionGigabytesPerHour: Decimal
        public var requestsPerSecond: Decimal

        public init(
            newConnectionsPerSecond: Decimal = 0, activeConnections: Decimal = 0, gigabytesPerHour: Decimal = 0,
            functionGigabytesPerHour: Decimal = 0, requestsPerSecond: Decimal = 0
        ) {
            self.newConnectionsPerSecond = newConnectionsPerSecond
            self.activeConnections = activeConnections
            self.gigabytesPerHour = gigabytesPerHour
            self.functionGigabytesPerHour = functionGigabytesPerHour
            self.requestsPerSecond = requestsPerSecond
        }
    }

    public let newConnections: Decimal
    public let activeConnections: Decimal
    public let processedBytes: Decimal
    public let ruleEvaluations: Decimal

    /// - Parameters:
    ///   - traffic: Of one hour.
    ///   - rules: Listener rules that each request is held against; ten are free.
    ///   - mutualTLS: Whether clients show certificates: 1,500 active connections a unit instead of 3,000.
    public init(_ traffic: Traffic, rules: Decimal = 0, mutualTLS: Bool = false) {
        newConnections = traffic.newConnectionsPerSecond / 25
        activeConnections = traffic.activeConnections / (mutualTLS ? 1500 : 3000)
        // A unit is 1 GB an hour, and 0.4 GB of functions; times 2.5 is division by 0.4.
        processedBytes = traffic.gigabytesPerHour + traffic.functionGigabytesPerHour * 25 / 10
        ruleEvaluations = traffic.requestsPerSecond * max(0, rules - 10) / 1000
    }

    /// Units billed for the hour.
    public var billed: Decimal { max(newConnections, activeConnections, processedBytes, ruleEvaluations) }
}
