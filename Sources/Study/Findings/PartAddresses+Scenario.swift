// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Scenario

extension PartAddresses {
    init(of deployment: Deployment, in scenario: Scenario) {
        self.init(deployment: deployment.name)
        let own = deployment.application
        note(own.doors, "doors", in: scenario) { $0.doors }
        note(own.handlers, "handlers", in: scenario) { $0.handlers }
        note(own.backends, "backends", in: scenario) { $0.backends }
        note(own.channels, "channels", in: scenario) { $0.channels }
        note(own.workflows, "workflows", in: scenario) { $0.workflows }
        for handler in own.handlers {
            let base = "\(parts[handler.name] ?? "handlers.\(handler.name)").steps"
            note(handler.steps, at: base)
        }
    }

    /// A part that the application does not have, or has elsewhere in the file, comes from an `instead`: that of the
    /// first deployment that has it, from which others may have taken it over.
    private mutating func note<Part: ApplicationPart>(
        _ own: [Part], _ group: String, in scenario: Scenario, _ all: (Application) -> [Part]
    ) {
        for part in own where !all(scenario.application).contains(where: { $0.place == part.place }) {
            let owner = scenario.deployments.first { deployment in
                all(deployment.application).contains { $0.place == part.place }
            }
            parts[part.name] = "deployments.\(owner?.name ?? deployment).instead.\(group).\(part.name)"
        }
    }

    private mutating func note(_ steps: [Step], at base: String) {
        for (index, step) in steps.enumerated() {
            let address = "\(base).\(index + 1)"
            switch step {
            case .call(let call):
                calls[call.stream] = Call(address: "\(address).\(call.verb.rawValue)", hasRetry: call.retry != nil)
            case .oncePer(let once):
                guard let store = once.store else { break }
                calls[store.stream] = Call(address: "\(address).once-per", hasRetry: false)
            case .parallel(let branches):
                for (number, branch) in branches.enumerated() {
                    note(branch, at: "\(address).parallel.\(number + 1)")
                }
            case .choice(let choice):
                for (number, option) in choice.options.enumerated() {
                    note(option.steps, at: "\(address).choice.\(number + 1).steps")
                }
            case .map(let map): note(map.steps, at: "\(address).map.steps")
            case .oncePerBatch(let inner): note(inner, at: "\(address).once-per-batch")
            case .compute, .wait, .respond, .fail: break
            }
        }
    }
}
