// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling
import SimulationKernel

struct SplitState {
    let rule: Rule
    let members: [Int]

    enum Rule {
        /// Cumulative shares of the members, the last of them 1.
        case shares([Double], key: StreamKey)
        case overflow
    }
}

/// Handlers that several fleets share: which of them gets a piece of work.
extension ApplicationModel {
    @inline(never)
    mutating func dispatch(split: Int, _ caller: Caller, _ scheduler: inout Clock) {
        let members = splits[split].members
        switch splits[split].rule {
        case .shares(let cumulative, let key):
            let u = RandomStream.firstUniform(key, request: caller.identity, occurrence: caller.occurrence)
            let member = cumulative.firstIndex { u < $0 } ?? members.count - 1
            send(members[member], caller, &scheduler)
        case .overflow:
            for member in members.dropLast() where offer(member, caller, &scheduler) { return }
            send(members[members.count - 1], caller, &scheduler)
        }
    }

    /// Whether a member takes the work. One that does not is left as if it had never been asked.
    private mutating func offer(_ member: Int, _ caller: Caller, _ scheduler: inout Clock) -> Bool {
        let fleet = plan.handlers[member].fleet, before = counts(of: fleet)
        holdsRefusals = true
        send(member, caller, &scheduler)
        guard holdsRefusals else { return true }
        holdsRefusals = false
        restore(before, of: fleet)
        return false
    }

    /// What is counted when work is turned away.
    private enum RefusalCounts {
        case function(ThrottleCounts)
        case service(requests: UInt64, refused: UInt64)
        case workflow
    }

    private func counts(of fleet: FleetReference) -> RefusalCounts {
        switch fleet {
        case .function(let function): .function(functions[function].seen.throttles)
        case .service(let service):
            .service(requests: services[service].seen.requests, refused: services[service].seen.refused)
        case .workflow: .workflow
        }
    }

    private mutating func restore(_ counts: RefusalCounts, of fleet: FleetReference) {
        switch (counts, fleet) {
        case (.function(let throttles), .function(let function)): functions[function].seen.throttles = throttles
        case (.service(let requests, let refused), .service(let service)):
            services[service].seen.requests = requests
            services[service].seen.refused = refused
        default: break
        }
    }
}
