// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// The text of a task's `Resource`, taken apart.
struct ResourceText {
    private let text: String
    /// What stands between colons; those within `${AWS::Region}` separate nothing.
    private let parts: [String]

    init(_ text: String) {
        self.text = text
        parts = FunctionName.split(text)
    }

    /// What it calls; nil after a fault. What is not known is kept, with a warning.
    func resource(data: Node?, at node: Node, reporter: Reporter) -> TaskResource? {
        if let placeholder = Placeholder(text) { return .placeholder(name: placeholder.resource) }
        if parts.count > 5, parts[0] == "arn", parts[2] == "states" {
            return states(Array(parts[5...]), data, node, reporter)
        }
        let isFunction = parts.count > 5 && parts[0] == "arn" && parts[2] == "lambda" && parts[5] == "function"
        if isFunction || text.hasPrefix("${") {
            return function(text, node, reporter).map { .function($0, .requestResponse) }
        }
        if isBareName { return .named(text) }
        reporter.warning(.unknownResource(text), at: node)
        return .other(text)
    }

    /// Whether it may be the name of something beside the definition, which alone can tell.
    private var isBareName: Bool { text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } }

    private func function(_ text: String, _ node: Node, _ reporter: Reporter) -> FunctionReference? {
        let name = FunctionName(text)
        if let reason = name.fault { reporter.error(.badFunctionName(text, reason: reason), at: node) }
        return name.reference
    }

    // MARK: Integrations

    /// `rest` is what follows the account: `["sqs", "sendMessage.waitForTaskToken"]`.
    private func states(_ rest: [String], _ data: Node?, _ node: Node, _ reporter: Reporter) -> TaskResource? {
        if rest.count == 2, rest[0] == "activity" { return .activity(name: rest[1]) }
        guard rest.count >= 2 else { return unknown(node, reporter) }
        if rest[0] == "aws-sdk" {
            guard rest.count == 3 else { return unknown(node, reporter) }
            let (action, pattern) = Self.pattern(of: rest[2])
            if pattern == .runJob {
                reporter.warning(.unsupportedPattern(resource: "aws-sdk:\(rest[1])", suffix: ".sync"), at: node)
            }
            return .sdk(service: rest[1], action: action, pattern)
        }
        let (action, pattern) = Self.pattern(of: rest.dropFirst().joined(separator: ":"))
        switch (rest[0], action) {
        case ("lambda", "invoke"):
            if pattern == .runJob {
                reporter.warning(.unsupportedPattern(resource: "lambda:invoke", suffix: ".sync"), at: node)
            }
            return invocation(data, pattern, reporter)
        case ("states", "startExecution"):
            return .execution(of: Self.machine(data), pattern)
        default:
            return service(rest[0], action, pattern, node, reporter)
        }
    }

    private func unknown(_ node: Node, _ reporter: Reporter) -> TaskResource {
        reporter.warning(.unknownResource(text), at: node)
        return .other(text)
    }

    private func service(
        _ name: String, _ action: String, _ pattern: IntegrationPattern, _ node: Node, _ reporter: Reporter
    ) -> TaskResource {
        guard let service = Service(rawValue: name) else {
            let known = Service.allCases.map(\.rawValue) + ["lambda", "states", "aws-sdk"]
            let nearest = NearestName.of(name, among: known)
            reporter.warning(.unknownService("\(name):\(action)", nearest: nearest), at: node)
            return .other(text)
        }
        if let actions = service.actions, !actions.contains(action) {
            let nearest = NearestName.of(action, among: actions)
            reporter.warning(.unknownAction(service: name, action: action, nearest: nearest), at: node)
        } else if pattern != .requestResponse, !service.patterns.contains(pattern) {
            reporter.warning(.unsupportedPattern(resource: "\(name):\(action)", suffix: pattern.suffix), at: node)
        }
        return .service(service, action: action, pattern)
    }

    private static func pattern(of action: String) -> (action: String, IntegrationPattern) {
        for (suffix, pattern) in [
            (".sync:2", IntegrationPattern.runJob), (".sync", .runJob), (".waitForTaskToken", .waitForTaskToken),
        ] where action.hasSuffix(suffix) {
            return (String(action.dropLast(suffix.count)), pattern)
        }
        return (action, .requestResponse)
    }

    // MARK: What the data names

    private func invocation(_ data: Node?, _ pattern: IntegrationPattern, _ reporter: Reporter) -> TaskResource? {
        guard let name = data?["FunctionName"], let text = name.string, !JSONataText(text).isExpression else {
            return .function(nil, pattern)
        }
        return function(text, name, reporter).map { .function($0, pattern) }
    }

    /// The name of the state machine that is started, if the definition gives it.
    private static func machine(_ data: Node?) -> String? {
        guard let text = data?["StateMachineArn"]?.string, !JSONataText(text).isExpression else { return nil }
        if let placeholder = Placeholder(text) { return placeholder.resource }
        return FunctionName.split(text).last.map { Placeholder($0)?.resource ?? $0 }
    }
}
