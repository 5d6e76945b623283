// SPDX-License-Identifier: GPL-3.0-or-later

/// What a subscription knows of each key: how many of its messages are not processed yet, and the last that was.
struct KeyCourse {
    private var pending: [UInt32]
    private var lastDone: [UInt32]
    private var published: UInt32 = 0

    init(keys: Int) {
        pending = Array(repeating: 0, count: keys)
        lastDone = Array(repeating: 0, count: keys)
    }

    /// A message of a key comes; what is returned is its place in the order of all.
    mutating func add(_ key: UInt32) -> UInt32 {
        pending[Int(key)] &+= 1
        published &+= 1
        return published
    }

    mutating func remove(_ key: UInt32) { pending[Int(key)] &-= 1 }

    func isPending(_ key: Int) -> Bool { pending[key] > 0 }

    /// Whether a message has been processed after a later one of its key.
    mutating func isLate(_ key: UInt32, _ number: UInt32) -> Bool {
        guard number >= lastDone[Int(key)] else { return true }
        lastDone[Int(key)] = number
        return false
    }
}
