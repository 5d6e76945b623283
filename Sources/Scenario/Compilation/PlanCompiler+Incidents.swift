// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels
import SimulationKernel

extension PlanCompiler {
    /// Incidents that can happen to this deployment: losing tasks means nothing where there are none.
    mutating func addIncidents() {
        for incident in scenario.incidents {
            for time in incident.times {
                guard let effect = effect(of: incident) else { continue }
                plan.incidents.append(
                    IncidentPlan(name: incident.name, start: time.start, end: time.end, effect: effect))
            }
        }
    }

    private func effect(of incident: Incident) -> IncidentEffect? {
        let name = incident.subject.name
        switch incident.kind {
        case .slow(let factor): return parts.backend(name).map { .slow(backend: $0, factor: factor) }
        case .fail(let share):
            return parts.backend(name).map { .fail(backend: $0, share: share, stream: "incidents.\(incident.name)") }
        case .halt: return parts.backend(name).map { .halt(backend: $0) }
        case .limitRate(let rate): return parts.backend(name).map { .limitRate(backend: $0, rate: rate) }
        case .deploy(let share, let slowdown, let failing):
            guard let handler = plan.handlers.firstIndex(where: { $0.name == name }) else { return nil }
            let isDifferent = slowdown != 1 || failing > 0
            return .deploy(
                plan.handlers[handler].fleet, share: share,
                change: isDifferent
                    ? CodeChange(
                        handler: handler, slowdown: slowdown, failing: failing, stream: "incidents.\(incident.name)")
                    : nil)
        case .limit(let concurrency):
            guard case .function(let function)? = fleet(name) else { return nil }
            return .limit(function: function, concurrency: concurrency)
        case .lose(let share):
            guard case .service(let service)? = fleet(name) else { return nil }
            return .lose(service: service, share: share)
        case .poison: return parts.channel(name).map { .poison(channel: $0) }
        case .replay(let messages, let rate):
            return parts.channel(name).map { .replay(channel: $0, messages: messages, rate: rate) }
        case .redrive(let target, let rate):
            guard let grave = parts.channel(name), let channel = parts.channel(target.name) else { return nil }
            return .redrive(from: grave, to: channel, rate: rate)
        }
    }

    /// The fleet that runs a handler.
    private func fleet(_ name: String) -> FleetReference? {
        plan.handlers.first { $0.name == name }?.fleet
    }
}
