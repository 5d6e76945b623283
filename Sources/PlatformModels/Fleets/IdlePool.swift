// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// The idle instances of one function, in the order in which they are reused.
///
/// At equal load the order changes the share of cold starts up to fivefold (validation C13), so it is a parameter.
struct IdlePool {
    let order: ReuseOrder
    private(set) var count = 0
    /// Ends of the list, in order of release.
    private var mostRecent: Int32 = -1
    private var leastRecent: Int32 = -1
    /// For `random`: the idle instances in no order, each of which knows its position.
    private var members: [UInt32] = []
    /// For `newest-created`: a max-heap by serial number; entries of instances no longer idle are skipped.
    private var newest: [(serial: UInt64, instance: UInt32)] = []

    init(order: ReuseOrder) { self.order = order }

    @inline(__always)
    mutating func insert(_ index: Int, _ instances: inout SlotTable<Instance>) {
        count += 1
        switch order {
        case .mostRecentlyReleased, .leastRecentlyReleased:
            instances[index].previous = mostRecent
            instances[index].next = -1
            if mostRecent >= 0 { instances[Int(mostRecent)].next = Int32(index) } else { leastRecent = Int32(index) }
            mostRecent = Int32(index)
        case .random:
            instances[index].next = Int32(members.count)
            members.append(UInt32(index))
        case .newestCreated:
            push(serial: instances[index].serial, UInt32(index))
        }
    }

    /// Takes the instance that serves next; `uniform` is drawn only when the order is random.
    @inline(__always)
    mutating func take(_ instances: inout SlotTable<Instance>, uniform: () -> Double) -> Int? {
        guard count > 0 else { return nil }
        switch order {
        case .mostRecentlyReleased: return unlink(Int(mostRecent), &instances)
        case .leastRecentlyReleased: return unlink(Int(leastRecent), &instances)
        case .random:
            let position = min(Int(uniform() * Double(members.count)), members.count - 1)
            return removeMember(at: position, &instances)
        case .newestCreated:
            count -= 1
            while let top = pop() {
                let index = Int(top.instance)
                if instances[index].state == .idle, instances[index].serial == top.serial { return index }
            }
            return nil
        }
    }

    /// Removes an instance that has expired.
    mutating func remove(_ index: Int, _ instances: inout SlotTable<Instance>) {
        switch order {
        case .mostRecentlyReleased, .leastRecentlyReleased: unlink(index, &instances)
        case .random: removeMember(at: Int(instances[index].next), &instances)
        case .newestCreated: count -= 1
        }
    }

    @discardableResult
    private mutating func unlink(_ index: Int, _ instances: inout SlotTable<Instance>) -> Int {
        count -= 1
        let previous = instances[index].previous, next = instances[index].next
        if previous >= 0 { instances[Int(previous)].next = next } else { leastRecent = next }
        if next >= 0 { instances[Int(next)].previous = previous } else { mostRecent = previous }
        return index
    }

    @discardableResult
    private mutating func removeMember(at position: Int, _ instances: inout SlotTable<Instance>) -> Int {
        count -= 1
        let index = Int(members[position])
        let last = members.removeLast()
        if position < members.count {
            members[position] = last
            instances[Int(last)].next = Int32(position)
        }
        return index
    }

    private mutating func push(serial: UInt64, _ instance: UInt32) {
        newest.append((serial, instance))
        var child = newest.count - 1
        while child > 0, newest[(child - 1) / 2].serial < newest[child].serial {
            newest.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func pop() -> (serial: UInt64, instance: UInt32)? {
        guard let top = newest.first else { return nil }
        let last = newest.removeLast()
        guard !newest.isEmpty else { return top }
        newest[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < newest.count else { break }
            if child + 1 < newest.count, newest[child + 1].serial > newest[child].serial { child += 1 }
            guard newest[child].serial > newest[parent].serial else { break }
            newest.swapAt(child, parent)
            parent = child
        }
        return top
    }
}
