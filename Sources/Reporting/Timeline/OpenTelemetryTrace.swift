// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import SimulationKernel
import Study

/// Requests' lives as OpenTelemetry JSON (OTLP, `ExportTraceServiceRequest`), for viewers of traces.
///
/// Attributes have the names of the semantic conventions for FaaS, messaging and peers (opentelemetry.io, semconv
/// 1.27). Times are nanoseconds of the simulation, which begins at the epoch.
public struct OpenTelemetryTrace: Sendable {
    private let stories: [RequestStory]

    public init(_ stories: [RequestStory]) { self.stories = stories }

    public var text: String {
        JSONValue.object(["resourceSpans": .list(stories.map(resource))]).document
    }

    private func resource(_ story: RequestStory) -> JSONValue {
        let spans = story.trace.spans.indices.map { span($0, of: story) }
        return .object([
            "resource": .object([
                "attributes": .list([
                    attribute("service.name", .text(story.deployment)),
                    attribute("telemetry.sdk.name", .text("faascast")),
                ])
            ]),
            "scopeSpans": .list([
                .object(["scope": .object(["name": .text("faascast")]), "spans": .list(spans)])
            ]),
        ])
    }

    private func span(_ index: Int, of story: RequestStory) -> JSONValue {
        let span = story.trace.spans[index]
        var members: [String: JSONValue] = [
            "traceId": .text(Self.hex(Self.hash("\(story.source)/\(story.number)"), digits: 16)
                + Self.hex(Self.hash(story.deployment), digits: 16)),
            "spanId": .text(Self.hex(UInt64(index + 1), digits: 16)),
            "name": .text(span.title),
            "kind": .whole(span.kindNumber),
            "startTimeUnixNano": .text("\(span.start.nanoseconds)"),
            "endTimeUnixNano": .text("\((span.end ?? span.start).nanoseconds)"),
            "attributes": .list(attributes(of: index, in: story)),
            "status": .object(["code": .whole(span.statusCode)]),
        ]
        if let parent = span.parent { members["parentSpanId"] = .text(Self.hex(UInt64(parent + 1), digits: 16)) }
        return .object(members)
    }

    private func attributes(of index: Int, in story: RequestStory) -> [JSONValue] {
        let span = story.trace.spans[index]
        switch span.kind {
        case .attempt(let number):
            return [attribute("http.request.resend_count", .number(Double(number - 1)), isNumber: true)]
        case .invocation:
            let isTriggeredByMessage = span.parent.map { story.trace.spans[$0].kind == .message } ?? false
            let isCold = story.trace.spans.contains { $0.parent == index && $0.kind == .wait(isColdStart: true) }
            return [
                attribute("faas.name", .text(span.name)),
                attribute("faas.trigger", .text(isTriggeredByMessage ? "pubsub" : "http")),
                attribute("faas.coldstart", .flag(isCold)),
                attribute("faas.invocation_id", .text(Self.hex(UInt64(index + 1), digits: 16))),
            ]
        case .call: return [attribute("peer.service", .text(span.name))]
        case .message: return [attribute("messaging.destination.name", .text(span.name))]
        case .state, .wait, .compute, .pause: return []
        }
    }

    private func attribute(_ key: String, _ value: JSONValue, isNumber: Bool = false) -> JSONValue {
        let typed: JSONValue =
            switch value {
            case .flag: .object(["boolValue": value])
            case .number where isNumber: .object(["doubleValue": value])
            default: .object(["stringValue": value])
            }
        return .object(["key": .text(key), "value": typed])
    }

    /// FNV-1a, so that a request has the same trace identifier in every run.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    private static func hex(_ value: UInt64, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

extension TraceSpan {
    fileprivate var title: String {
        switch kind {
        case .wait(let isColdStart): isColdStart ? "cold start" : "wait for an instance"
        case .compute: "compute"
        case .pause: "wait"
        case .attempt, .invocation, .state, .call, .message: name
        }
    }

    /// SpanKind: internal 1, server 2, client 3, producer 4.
    fileprivate var kindNumber: UInt64 {
        switch kind {
        case .invocation: 2
        case .attempt, .call: 3
        case .message: 4
        case .state, .wait, .compute, .pause: 1
        }
    }

    /// StatusCode: unset 0, ok 1, error 2.
    fileprivate var statusCode: UInt64 {
        switch ending {
        case .open: 0
        case .done: 1
        case .refused, .failed, .timedOut: 2
        }
    }
}
