// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Cores that several requests share.
extension ApplicationModel {
    mutating func shareCores(_ share: Int, _ frame: Int, _ work: SimulationDuration, _ scheduler: inout Clock) {
        let before = shares[share].millicores
        shares[share].add(
            Waiting(frame: UInt32(truncatingIfNeeded: frame), epoch: frames[frame].epoch), work: work,
            at: scheduler.now)
        noteCores(share, change: shares[share].millicores - before, scheduler.now)
        announce(share, &scheduler)
    }

    mutating func coreFinishes(_ event: ModelEvent, _ scheduler: inout Clock) {
        let share = event.id
        guard shares[share].epoch & 0xff_ffff == event.tag else { return }
        let before = shares[share].millicores
        let job = shares[share].finishFirst(at: scheduler.now)
        noteCores(share, change: shares[share].millicores - before, scheduler.now)
        announce(share, &scheduler)
        // A branch that was given up computes to its end, for nobody.
        let frame = Int(job.frame)
        guard frames[frame].epoch == job.epoch else { return }
        tracer?.endStep(frame, scheduler.now)
        frames[frame].epoch &+= 1
        run(frame, &scheduler)
    }

    private mutating func announce(_ share: Int, _ scheduler: inout Clock) {
        guard let time = shares[share].nextCompletion(at: scheduler.now) else { return }
        scheduler.schedule(ModelEvent(.core, id: share, tag: shares[share].epoch), at: time, as: .completion)
    }

    private mutating func noteCores(_ share: Int, change: Int, _ now: SimulationTime) {
        let service = shares[share].service
        guard change != 0, service >= 0 else { return }
        services[service].millicores.add(change, at: now)
    }

    /// Whatever still computes there is gone.
    mutating func clearCores(_ share: Int, _ now: SimulationTime) {
        noteCores(share, change: -shares[share].millicores, now)
        shares[share].clear(at: now)
    }

    /// The shared cores of a function instance, made when first needed. An instance keeps its slot, so its slot
    /// number finds them again.
    mutating func shareOfInstance(_ index: Int) -> Int {
        let function = Int(invocations[index].fleet), instance = Int(invocations[index].instance)
        while functions[function].shares.count <= instance { functions[function].shares.append(-1) }
        if functions[function].shares[instance] < 0 {
            functions[function].shares[instance] = Int32(shares.count)
            shares.append(ProcessorShare(cores: functions[function].plan.vCPU, service: -1))
        }
        return Int(functions[function].shares[instance])
    }
}
