// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Measurement
import PlatformModels

/// Balances that must hold in every run, checked from outside the engine: a broken one is a bug of this program.
enum Soundness {
    static func violations(
        in observation: Observation, of plan: Plan, bill: Bill, replication: Int
    ) -> [ViolationNote] {
        var found = observation.violations.map {
            ViolationNote(replication: replication, what: $0.what, expected: $0.expected, found: $0.found)
        }
        func note(_ what: String, expected: Double, found value: Double) {
            let violation = ViolationNote(replication: replication, what: what, expected: expected, found: value)
            if !found.contains(where: { $0.what == what }) { found.append(violation) }
        }
        func atMost(_ value: Int, _ limit: Int?, _ what: String) {
            guard let limit, value > limit else { return }
            note(what, expected: Double(limit), found: Double(value))
        }

        for (index, source) in observation.sources.enumerated() {
            let own = observation.flows.filter { $0.source == index }
            let came = own.reduce(source.inFlightAtStart) { $0 + $1.offered }
            let went = own.reduce(source.inFlightAtEnd) { $0 + $1.answered + $1.refused + $1.failed + $1.timedOut }
            if came != went {
                note("requests of \(source.name) that came and went", expected: Double(came), found: Double(went))
            }
        }
        for flow in observation.flows where flow.latency.count > 0 && flow.latency.count != flow.answered {
            note("latencies recorded for answers of \(plan.handlers[flow.handler].name)",
                 expected: Double(flow.answered), found: Double(flow.latency.count))
        }
        for (index, function) in observation.functions.enumerated() {
            atMost(function.busy.peak, plan.functions[index].reserved,
                   "concurrency of \(function.name) within its limit")
            atMost(function.provisionedBusy.peak, plan.functions[index].provisioned?.greatestCount,
                   "busy provisioned instances of \(function.name) within their number")
            if function.busy.area > function.instances.area, function.instances.duration > .zero {
                note("busy time of \(function.name) within the life of its instances",
                     expected: Double(function.instances.area), found: Double(function.busy.area))
            }
        }
        for (index, account) in observation.accounts.enumerated() {
            atMost(account.peak, plan.accounts[index].concurrency,
                   "concurrency of account \(plan.accounts[index].name) within its limit")
        }
        for (index, service) in observation.services.enumerated() where plan.services[index].coreSharing == .shared {
            let cores = Double(service.healthyTasks.peak) * plan.services[index].vCPU * 1000
            // A task taken out keeps its cores until it has served what it has.
            let alive = max(cores, Double(service.tasks.peak) * plan.services[index].vCPU * 1000)
            if Double(service.millicores.peak) > alive * 1.000001 + 1 {
                note("cores in use of \(service.name) within those of its tasks",
                     expected: alive, found: Double(service.millicores.peak))
            }
            if let concurrency = plan.services[index].concurrency {
                atMost(service.running.peak, concurrency * max(service.tasks.peak, 1),
                       "requests at once in \(service.name) within its tasks' limit")
            }
        }
        for (index, backend) in observation.backends.enumerated() {
            atMost(backend.inService.peak, plan.backends[index].concurrency,
                   "calls at once of \(backend.name) within its limit")
            atMost(backend.connections.peak, plan.backends[index].connections?.maximum,
                   "connections of \(backend.name) within their limit")
        }
        for line in bill.lines where (line.amount ?? 0) < 0 || line.quantity < 0 {
            note("\(line.title) not negative", expected: 0, found: (line.amount ?? line.quantity).approximate)
        }
        return found
    }
}
