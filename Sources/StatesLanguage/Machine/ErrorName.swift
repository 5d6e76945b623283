// SPDX-License-Identifier: GPL-3.0-or-later

/// The name of an error, in a retrier or catcher or as it happens.
public enum ErrorName: Hashable, Sendable {
    case all
    case branchFailed
    case dataLimitExceeded
    case exceedToleratedFailureThreshold
    case heartbeatTimeout
    case intrinsicFailure
    case itemReaderFailed
    case noChoiceMatched
    case parameterPathFailure
    case permissions
    case queryEvaluationError
    case resultPathMatchFailure
    case resultWriterFailed
    case runtime
    case taskFailed
    case timeout
    /// An error of the user's or of a service: `Lambda.TooManyRequestsException`.
    case named(String)

    public init(_ text: String) { self = Self.predefined[text] ?? .named(text) }

    public var text: String {
        switch self {
        case .all: "States.ALL"
        case .branchFailed: "States.BranchFailed"
        case .dataLimitExceeded: "States.DataLimitExceeded"
        case .exceedToleratedFailureThreshold: "States.ExceedToleratedFailureThreshold"
        case .heartbeatTimeout: "States.HeartbeatTimeout"
        case .intrinsicFailure: "States.IntrinsicFailure"
        case .itemReaderFailed: "States.ItemReaderFailed"
        case .noChoiceMatched: "States.NoChoiceMatched"
        case .parameterPathFailure: "States.ParameterPathFailure"
        case .permissions: "States.Permissions"
        case .queryEvaluationError: "States.QueryEvaluationError"
        case .resultPathMatchFailure: "States.ResultPathMatchFailure"
        case .resultWriterFailed: "States.ResultWriterFailed"
        case .runtime: "States.Runtime"
        case .taskFailed: "States.TaskFailed"
        case .timeout: "States.Timeout"
        case .named(let name): name
        }
    }

    /// Whether this name, in a retrier or catcher, answers for `error`.
    ///
    /// Source: AWS Step Functions Developer Guide, "Handling errors in Step Functions workflows": States.ALL does not
    /// answer for States.DataLimitExceeded and States.Runtime; States.TaskFailed answers for all but States.Timeout;
    /// States.Timeout is also reported for a heartbeat that stays away. Ours, where the guide says nothing:
    /// States.TaskFailed is no wider than States.ALL, and the two that escape both are answered for by their own names.
    public func matches(_ error: ErrorName) -> Bool {
        switch self {
        case .all: error != .dataLimitExceeded && error != .runtime
        case .taskFailed: error != .timeout && error != .dataLimitExceeded && error != .runtime
        case .timeout: error == .timeout || error == .heartbeatTimeout
        default: self == error
        }
    }

    /// The errors that the language itself defines.
    static let allPredefined: [ErrorName] = [
        .all, .branchFailed, .dataLimitExceeded, .exceedToleratedFailureThreshold, .heartbeatTimeout,
        .intrinsicFailure, .itemReaderFailed, .noChoiceMatched, .parameterPathFailure, .permissions,
        .queryEvaluationError, .resultPathMatchFailure, .resultWriterFailed, .runtime, .taskFailed, .timeout,
    ]

    private static let predefined = Dictionary(uniqueKeysWithValues: allPredefined.map { ($0.text, $0) })
}
