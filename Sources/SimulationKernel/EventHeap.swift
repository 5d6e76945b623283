// SPDX-License-Identifier: GPL-3.0-or-later

/// Events in a 4-ary heap ordered by (time, class, sequence).
///
/// Two choices make it fast. Time, class and sequence number form one 128-bit key, so a comparison has no
/// branch to mispredict. And a removal leaves the root vacant: the next `insert` overwrites it and sifts
/// down once, which saves a removal whenever handling an event schedules its successor.
@usableFromInline @frozen
struct EventHeap<Event: BitwiseCopyable>: ~Copyable {
    @usableFromInline @frozen
    struct Entry: BitwiseCopyable {
        @usableFromInline let time: SimulationTime
        /// Class in the two top bits, so that it decides before the sequence number does.
        @usableFromInline let order: UInt64
        @usableFromInline let event: Event

        @inlinable
        init(time: SimulationTime, order: UInt64, event: Event) {
            self.time = time
            self.order = order
            self.event = event
        }

        @inlinable @inline(__always)
        static func < (a: Entry, b: Entry) -> Bool {
            UInt128(_low: a.order, _high: UInt64(bitPattern: a.time.nanoseconds))
                < UInt128(_low: b.order, _high: UInt64(bitPattern: b.time.nanoseconds))
        }
    }

    // Unsafe storage: indices below are bounded by `occupied`.
    @usableFromInline var entries: UnsafeMutablePointer<Entry>
    @usableFromInline var capacity: Int
    @usableFromInline var occupied = 0
    @usableFromInline var rootIsVacant = false

    @usableFromInline
    init(minimumCapacity: Int) {
        capacity = max(minimumCapacity, 4)
        entries = .allocate(capacity: capacity)
    }

    @inlinable
    deinit { entries.deallocate() }

    @inlinable @inline(__always) var count: Int { rootIsVacant ? occupied &- 1 : occupied }

    /// The earliest entry, or nil when there is none.
    @inlinable @inline(__always)
    var first: Entry? {
        mutating get {
            if rootIsVacant { fillRoot() }
            return occupied > 0 ? entries[0] : nil
        }
    }

    @inlinable @inline(__always)
    mutating func insert(_ entry: Entry) {
        if rootIsVacant {
            rootIsVacant = false
            siftDown(entry)
            return
        }
        if occupied == capacity { grow() }
        occupied &+= 1
        siftUp(entry, from: occupied &- 1)
    }

    /// Takes the entry away that `first` has just given.
    @inlinable @inline(__always)
    mutating func removeRoot() { rootIsVacant = true }

    /// Moves the last entry to where it belongs from the root on: all the way down along the least children without
    /// looking at it, then up again, which is rarely far for what was last (Wegener, "Bottom-up-heapsort", 1993).
    @inlinable @inline(__always)
    mutating func fillRoot() {
        rootIsVacant = false
        occupied &-= 1
        guard occupied > 0 else { return }
        let entry = entries[occupied]
        var hole = 0
        while true {
            let child = 4 &* hole &+ 1
            guard child < occupied else { break }
            let least = leastChild(from: child)
            entries[hole] = entries[least]
            hole = least
        }
        siftUp(entry, from: hole)
    }

    @inlinable @inline(__always)
    func leastChild(from child: Int) -> Int {
        if child &+ 3 < occupied {
            let left = entries[child &+ 1] < entries[child] ? child &+ 1 : child
            let right = entries[child &+ 3] < entries[child &+ 2] ? child &+ 3 : child &+ 2
            return entries[right] < entries[left] ? right : left
        }
        var least = child, sibling = child &+ 1
        while sibling < occupied {
            if entries[sibling] < entries[least] { least = sibling }
            sibling &+= 1
        }
        return least
    }

    @inlinable @inline(__always)
    mutating func siftUp(_ entry: Entry, from start: Int) {
        var hole = start
        while hole > 0 {
            let parent = (hole &- 1) &>> 2
            guard entry < entries[parent] else { break }
            entries[hole] = entries[parent]
            hole = parent
        }
        entries[hole] = entry
    }

    @inlinable @inline(__always)
    mutating func siftDown(_ entry: Entry) {
        var hole = 0
        while true {
            let child = 4 &* hole &+ 1
            guard child < occupied else { break }
            let least = leastChild(from: child)
            guard entries[least] < entry else { break }
            entries[hole] = entries[least]
            hole = least
        }
        entries[hole] = entry
    }

    @usableFromInline @inline(never)
    mutating func grow() {
        capacity *= 2
        entries = entries.enlarged(to: capacity, keeping: occupied)
    }
}
