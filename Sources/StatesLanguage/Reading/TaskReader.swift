// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Reads what a Task state calls and how long it may take.
struct TaskReader {
    let reporter: Reporter

    func task(_ fields: inout StateFields) -> TaskState? {
        let node = fields.require("Resource")
        let timeout = fields.givenWhole("TimeoutSeconds", 1...99_999_999)
        let heartbeat = fields.givenWhole("HeartbeatSeconds", 1...99_999_999)
        if let heartbeat = heartbeat?.literal, let timeout = timeout?.literal, heartbeat >= timeout {
            reporter.error(
                .heartbeatNotBelowTimeout(heartbeat: heartbeat, timeout: timeout),
                at: fields.node["HeartbeatSeconds"] ?? fields.node)
        }
        fields.template("Credentials")
        guard let node else { return nil }
        guard let text = node.string, !text.isEmpty else {
            reporter.error(.wrongType(field: "Resource", expected: "an ARN", found: node.description), at: node)
            return nil
        }
        let data = fields.node["Parameters"] ?? fields.node["Arguments"]
        guard let resource = ResourceText(text).resource(data: data, at: node, reporter: reporter) else { return nil }
        return TaskState(
            resource: resource, timeoutSeconds: timeout, heartbeatSeconds: heartbeat, resourcePlace: node.place)
    }
}
