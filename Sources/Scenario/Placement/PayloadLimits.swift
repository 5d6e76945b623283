// SPDX-License-Identifier: GPL-3.0-or-later

/// What a product may take only so many bytes of; the raw value is the key that says how many.
enum PayloadKind: String, CaseIterable, Sendable {
    case request = "largest-request"
    case answer = "largest-answer"
    /// An asynchronous invocation.
    case event = "largest-event"
    /// Of a door: a request that it hands to a function, and what the function answers.
    case functionRequest = "largest-function-request"
    case functionAnswer = "largest-function-answer"
    case message = "largest-message"
    case item = "largest-item"

    /// Those that matter to a part of a role.
    static func of(_ role: PartRole) -> [PayloadKind] {
        switch role {
        case .handler: [.request, .answer, .event]
        case .workflow: [.request, .answer]
        case .door: [.request, .answer, .functionRequest, .functionAnswer]
        case .channel: [.message]
        case .backend: [.item]
        }
    }

    /// What it is, in the plural and in the words of a message.
    var title: String {
        switch self {
        case .request: "requests"
        case .answer: "answers"
        case .event: "asynchronous invocations"
        case .functionRequest: "requests to a function"
        case .functionAnswer: "answers of a function"
        case .message: "messages"
        case .item: "items"
        }
    }
}

/// The most that a product takes at once; what it does not name has no limit that is known.
struct PayloadLimits: Sendable {
    struct Limit: Sendable {
        let bytes: Double
        /// As it was written: `6 MB`.
        let text: String
    }

    /// The product, for people.
    var product = ""
    var limits: [PayloadKind: Limit] = [:]

    subscript(kind: PayloadKind) -> Limit? { limits[kind] }
}

/// A part on a product that may have such limits.
protocol PayloadLimited {
    var payload: PayloadLimits { get set }
}

extension HandlerPlacement: PayloadLimited {}
extension DoorPlacement: PayloadLimited {}
extension BackendPlacement: PayloadLimited {}
extension ChannelPlacement: PayloadLimited {}
