// SPDX-License-Identifier: GPL-3.0-or-later

/// What is observed of a part in a month, as the bills of platform files name it.
///
/// Times are in seconds, sizes in GB of 1024³ bytes.
public enum BilledQuantity: String, CaseIterable, Sendable {
    /// Hours of the month.
    case hours
    // Of instances.
    case requests
    case errors
    /// Instances times the time they existed.
    case allocated
    /// Instances times the time they had a request, rounded as the platform does.
    case active
    /// The same of instances that are always ready, and their time without a request.
    case readyActive = "ready-active"
    case readyIdle = "ready-idle"
    /// Time at the least number of instances without a request.
    case idle
    /// Durations of requests, each rounded as the platform does.
    case requestTime = "request-time"
    /// CPU time used.
    case cpuTime = "cpu-time"
    /// Nodes times the time they existed.
    case nodes
    /// Cores and memory of an instance.
    case vCPU = "vcpu"
    case memory
    /// The least number of instances: those that are always there.
    case least
    /// Written to the logs.
    case logs
    // Of doors.
    case throttled
    case incoming
    case outgoing
    // Of backends.
    case reads
    case writes
    case calls
    case readUnits = "read-units"
    case writeUnits = "write-units"
    // Of channels.
    case publishes
    case publishedUnits = "published-units"
    case receives
    case receivedUnits = "received-units"
    case deliveries
    case deletes
    case published
    case delivered
    // Of workflows.
    case executions
    case transitions

    static let known = Set(allCases.map(\.rawValue))
}
