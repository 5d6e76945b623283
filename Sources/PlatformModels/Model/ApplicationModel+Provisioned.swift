// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Provisioned instances of functions: asked for, made ready, given up.
extension ApplicationModel {
    /// What was asked for before the run and is prepared by now is there when it begins.
    mutating func beginProvisioned(_ function: Int, _ scheduler: inout Clock) {
        guard let provisioned = functions[function].plan.provisioned else { return }
        let now = scheduler.now
        var wanted = provisioned.count, prepared = provisioned.count
        for (index, change) in provisioned.schedule.enumerated() {
            guard change.time <= now else {
                scheduler.schedule(
                    ModelEvent(.provisionedChange, id: index, tag: UInt32(function)), at: change.time, as: .expiry)
                continue
            }
            wanted = change.count
            let ready = change.time + provisioned.preparation(of: wanted - prepared)
            if ready > now, wanted > prepared {
                scheduleReady(function, wanted, at: ready, &scheduler)
            } else {
                prepared = wanted
            }
        }
        ask(for: wanted, of: function, before: provisioned.count, now)
        if provisioned.readyAfter == .zero {
            makeReady(function, upTo: prepared, now)
        } else {
            scheduleReady(function, prepared, at: now + provisioned.readyAfter, &scheduler)
        }
    }

    mutating func changeProvisioned(_ function: Int, change: Int, _ scheduler: inout Clock) {
        guard let provisioned = functions[function].plan.provisioned else { return }
        let now = scheduler.now, count = provisioned.schedule[change].count
        ask(for: count, of: function, before: functions[function].provisioned.wanted, now)
        let missing = count - functions[function].provisioned.ready
        if missing > 0 {
            scheduleReady(function, count, at: now + provisioned.preparation(of: missing), &scheduler)
        } else {
            giveUpProvisioned(function, now)
        }
    }

    /// Provisioned instances of functions without reserved concurrency leave the account's pool as they are asked for.
    private mutating func ask(for count: Int, of function: Int, before: Int, _ now: SimulationTime) {
        functions[function].provisioned.ask(for: count, at: now)
        let account = functions[function].plan.account
        if functions[function].plan.reserved == nil, accounts[account].unreservedLimit < .max {
            accounts[account].unreservedLimit -= count - before
        }
    }

    private mutating func scheduleReady(
        _ function: Int, _ count: Int, at time: SimulationTime, _ scheduler: inout Clock
    ) {
        scheduler.schedule(
            ModelEvent(.provisionedReady, id: function, tag: UInt32(count)), at: time, as: .completion)
    }

    /// Those asked for together become usable together, when all of them are ready; what has been asked for since has
    /// an event of its own.
    mutating func makeReady(_ function: Int, upTo count: Int, _ now: SimulationTime) {
        while functions[function].provisioned.ready < min(count, functions[function].provisioned.wanted) {
            let slot = makeInstance(of: function, now)
            functions[function].instances[slot].isProvisioned = true
            functions[function].instances[slot].isFresh = false
            functions[function].instances[slot].retireAt = .distantFuture
            functions[function].makeIdle(slot)
            functions[function].provisioned.ready += 1
        }
        functions[function].limitProvisionedRate(at: now)
    }

    /// Idle ones go at once, busy ones when their request is done.
    mutating func giveUpProvisioned(_ function: Int, _ now: SimulationTime) {
        while functions[function].provisioned.ready > functions[function].provisioned.wanted,
              let slot = functions[function].takeIdleProvisioned() {
            functions[function].provisioned.ready -= 1
            remove(slot, of: function, now)
        }
        functions[function].limitProvisionedRate(at: now)
    }
}

extension FunctionState {
    /// Provisioned instances serve as many requests at once, and ten times as many a second; beyond either, requests
    /// spill over (facts §1.1).
    mutating func takeProvisioned(at now: SimulationTime) -> Int? {
        // Those on demand that were running before these were ready may still take up the function's own ceiling.
        guard provisionedIdle.count > 0, busy.value < min(plan.reserved ?? .max, imposedLimit ?? .max),
              provisionedRate?.take(at: now) ?? true else { return nil }
        return takeIdleProvisioned()
    }

    mutating func takeIdleProvisioned() -> Int? {
        guard provisionedIdle.count > 0 else { return nil }
        return provisionedIdle.take(&instances) { 0 }
    }

    fileprivate mutating func limitProvisionedRate(at now: SimulationTime) {
        guard let factor = plan.requestRateFactor else { return }
        let rate = Double(provisioned.ready) * factor
        provisionedRate?.resize(rate: rate, burst: rate, at: now)
    }
}
