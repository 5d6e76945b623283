// SPDX-License-Identifier: GPL-3.0-or-later

/// A fixed number of elements, changed in place.
///
/// `Array` checks for a unique reference at each change; a model changes its tables several times an event, and
/// owns them alone. Together with `SlotTable` this is the model's only unsafe storage: every index is checked.
@frozen
public struct Table<Element: ~Copyable>: ~Copyable {
    @usableFromInline let base: UnsafeMutablePointer<Element>
    public let count: Int

    @inlinable
    public init(count: Int, _ make: (Int) -> Element) {
        self.count = count
        base = .allocate(capacity: max(count, 1))
        for index in 0..<count { (base + index).initialize(to: make(index)) }
    }

    @inlinable
    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    @inlinable
    public subscript(_ index: Int) -> Element {
        @inline(__always) unsafeAddress {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index out of range")
            return UnsafePointer(base + index)
        }
        @inline(__always) unsafeMutableAddress {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index out of range")
            return base + index
        }
    }
}

/// Recycled storage for things that come and go: an index stays valid until it is given back.
///
/// A slot keeps its last content when it is reused, so that a generation kept inside it can grow for ever.
@frozen
public struct SlotTable<Element: BitwiseCopyable>: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<Element>
    @usableFromInline var capacity: Int
    @usableFromInline var used = 0
    @usableFromInline var free: UnsafeMutablePointer<UInt32>
    @usableFromInline var freeCount = 0
    @usableFromInline let blank: Element

    @inlinable
    public init(blank: Element, minimumCapacity: Int = 64) {
        self.blank = blank
        capacity = minimumCapacity
        base = .allocate(capacity: minimumCapacity)
        free = .allocate(capacity: minimumCapacity)
    }

    @inlinable
    deinit {
        base.deallocate()
        free.deallocate()
    }

    /// Slots in use.
    @inlinable public var count: Int { used &- freeCount }
    /// Indices in use, in ascending order. Looks at every slot: for the end of a stretch, not for every event.
    public var taken: [Int] {
        var isFree = [Bool](repeating: false, count: used)
        for index in 0..<freeCount { isFree[Int(free[index])] = true }
        return isFree.indices.filter { !isFree[$0] }
    }
    /// One more than the highest index ever taken.
    @inlinable public var bound: Int { used }

    /// Takes a slot: a recycled one, or a blank one.
    @inlinable
    public mutating func take() -> Int {
        if freeCount > 0 {
            freeCount &-= 1
            return Int(free[freeCount])
        }
        if used == capacity { grow() }
        (base + used).initialize(to: blank)
        used &+= 1
        return used &- 1
    }

    /// Gives a slot back.
    @inlinable
    public mutating func giveBack(_ index: Int) {
        precondition(freeCount < used, "a slot is given back twice")
        free[freeCount] = UInt32(truncatingIfNeeded: index)
        freeCount &+= 1
    }

    @inlinable
    public subscript(_ index: Int) -> Element {
        @inline(__always) unsafeAddress {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: used), "index out of range")
            return UnsafePointer(base + index)
        }
        @inline(__always) unsafeMutableAddress {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: used), "index out of range")
            return base + index
        }
    }

    @usableFromInline @inline(never)
    mutating func grow() {
        capacity *= 2
        base = base.enlarged(to: capacity, keeping: used)
        free = free.enlarged(to: capacity, keeping: freeCount)
    }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
    /// Other storage with the first `count` elements; this one is given up.
    func enlarged(to capacity: Int, keeping count: Int) -> Self {
        let larger = Self.allocate(capacity: capacity)
        larger.moveInitialize(from: self, count: count)
        deallocate()
        return larger
    }
}
