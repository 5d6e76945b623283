// SPDX-License-Identifier: GPL-3.0-or-later

/// What a task calls.
public enum TaskResource: Hashable, Sendable {
    /// A function, by its own ARN or by `lambda:invoke`; nil where its name is computed at run time.
    case function(FunctionReference?, IntegrationPattern)
    /// An execution of another state machine; nil where its name is computed at run time.
    case execution(of: String?, IntegrationPattern)
    /// A service that Step Functions knows by itself, with the action's name as in `sendMessage`.
    case service(Service, action: String, IntegrationPattern)
    /// Any action of any service: `aws-sdk:rekognition:detectLabels`.
    case sdk(service: String, action: String, IntegrationPattern)
    /// Work that a worker outside fetches and reports on.
    case activity(name: String)
    /// A whole resource that a deployment fills in: `${BookingFunctionArn}`. Mostly a function.
    case placeholder(name: String)
    /// A bare name, as a scenario gives its parts: `credit-check`.
    case named(String)
    /// None of these; a warning names it.
    case other(String)

    /// How the state waits for it.
    public var pattern: IntegrationPattern {
        switch self {
        case .function(_, let pattern), .execution(_, let pattern), .service(_, _, let pattern),
            .sdk(_, _, let pattern):
            pattern
        case .activity, .placeholder, .named, .other: .requestResponse
        }
    }
}

/// How a task waits for what it called.
public enum IntegrationPattern: Hashable, Sendable {
    /// Goes on with the response of the call.
    case requestResponse
    /// Goes on when the job that the call began is over (`.sync`, `.sync:2`). Standard workflows only.
    case runJob
    /// Goes on when somebody returns the task's token (`.waitForTaskToken`). Standard workflows only.
    case waitForTaskToken

    /// As it ends a resource.
    var suffix: String {
        switch self {
        case .requestResponse: ""
        case .runJob: ".sync"
        case .waitForTaskToken: ".waitForTaskToken"
        }
    }
}

/// The function that a task names.
public struct FunctionReference: Hashable, Sendable {
    /// The function's name; of a placeholder such as `${Booking.Arn}`, what stands for it: `Booking`.
    public var name: String
    /// An alias or a version.
    public var qualifier: String?
    /// Whether a deployment replaces `name` by the real one.
    public var isPlaceholder: Bool

    public init(name: String, qualifier: String? = nil, isPlaceholder: Bool = false) {
        self.name = name
        self.qualifier = qualifier
        self.isPlaceholder = isPlaceholder
    }
}
