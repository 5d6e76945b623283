// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// Jobs that share the cores of one instance equally, each on at most one core.
///
/// Virtual time advances at the rate each job is served, so that a job's finish in virtual time is known when it
/// starts and the next one to finish is the least: an arrival or a departure costs O(log n), not O(n).
struct ProcessorShare {
    let cores: Double
    /// All of them, in thousandths.
    private let allMillicores: Int
    /// The service whose cores these are, −1 for a function's.
    let service: Int
    private var virtualTime: Double = 0
    private var updated = SimulationTime.zero
    /// Min-heap by finish in virtual time (nanoseconds of work), then by order of arrival.
    private var jobs: [(finish: Double, order: UInt64, job: Waiting)] = []
    private var arrived: UInt64 = 0
    /// Grows with every change, so that an announced completion can be told from a stale one.
    private(set) var epoch: UInt32 = 0

    init(cores: Double, service: Int) {
        self.cores = cores
        allMillicores = Int((cores * 1000).rounded())
        self.service = service
    }

    var count: Int { jobs.count }

    /// Cores in use, in thousandths.
    var millicores: Int { min(jobs.count * 1000, allMillicores) }

    /// Cores for each job.
    private var rate: Double {
        let number = Double(jobs.count)
        return number <= cores ? 1 : cores / number
    }

    /// Adds a job of `work` on one full core.
    mutating func add(_ job: Waiting, work: SimulationDuration, at now: SimulationTime) {
        advance(to: now)
        arrived += 1
        jobs.append((virtualTime + Double(work.nanoseconds), arrived, job))
        siftUp(jobs.count - 1)
        epoch &+= 1
    }

    /// When the next job finishes if nothing else happens.
    func nextCompletion(at now: SimulationTime) -> SimulationTime? {
        guard let first = jobs.first else { return nil }
        let remaining = max(0, first.finish - virtualTime) / rate
        // Rounded up by cutting off: `rounded(.up)` is a library call without SSE 4.1.
        let whole = Int64(remaining)
        return now + SimulationDuration(nanoseconds: Double(whole) < remaining ? whole + 1 : whole)
    }

    /// Removes and returns the job that finishes now.
    mutating func finishFirst(at now: SimulationTime) -> Waiting {
        advance(to: now)
        let first = jobs[0]
        virtualTime = max(virtualTime, first.finish)
        removeFirst()
        epoch &+= 1
        return first.job
    }

    /// Forgets all jobs: their instance is gone.
    mutating func clear(at now: SimulationTime) {
        jobs.removeAll(keepingCapacity: true)
        virtualTime = 0
        updated = now
        epoch &+= 1
    }

    private mutating func advance(to now: SimulationTime) {
        if jobs.isEmpty { virtualTime = 0 } else { virtualTime += Double((now - updated).nanoseconds) * rate }
        updated = now
    }

    private func precedes(_ a: Int, _ b: Int) -> Bool {
        (jobs[a].finish, jobs[a].order) < (jobs[b].finish, jobs[b].order)
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0, precedes(child, (child - 1) / 2) {
            jobs.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func removeFirst() {
        let last = jobs.removeLast()
        guard !jobs.isEmpty else { return }
        jobs[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < jobs.count else { return }
            if child + 1 < jobs.count, precedes(child + 1, child) { child += 1 }
            guard precedes(child, parent) else { return }
            jobs.swapAt(child, parent)
            parent = child
        }
    }
}
