// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// Where the settings of a deployment's parts stand in its scenario, as `--set` takes them.
struct PartAddresses: Sendable {
    /// A call in the steps of a handler.
    struct Call: Sendable {
        /// Of the step.
        var address: String
        /// Whether it says itself how it is tried again.
        var hasRetry: Bool
    }

    var deployment: String
    /// Parts that are written elsewhere than in the application itself: in an `instead`.
    var parts: [String: String] = [:]
    /// By the name of the call's stream.
    var calls: [String: Call] = [:]

    func source(_ name: String, _ key: String) -> String { "traffic.\(name).\(key)" }
    func door(_ name: String, _ key: String) -> String { address("doors", name, key) }
    func handler(_ name: String, _ key: String) -> String { address("handlers", name, key) }
    func backend(_ name: String, _ key: String) -> String { address("backends", name, key) }
    func channel(_ name: String, _ key: String) -> String { address("channels", name, key) }

    /// A choice of where a part runs.
    func place(_ part: String, _ key: String) -> String { "deployments.\(deployment).place.\(part).\(key)" }

    private func address(_ group: String, _ name: String, _ key: String) -> String {
        "\(parts[name] ?? "\(group).\(name)").\(key)"
    }

    /// How a call is tried again: said with it, or with the product that its target became.
    func retry(of call: CallPlan, target: String) -> String {
        guard let own = calls[call.stream], own.hasRetry else { return place(target, "retry") }
        return "\(own.address).retry"
    }
}
