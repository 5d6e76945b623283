// SPDX-License-Identifier: GPL-3.0-or-later

/// The keys that were used last, the least recently used forgotten first: a list through an array, O(1) a use.
struct RecentKeys {
    private let capacity: Int
    private var count = 0
    /// Neighbours of each key in order of use, −1 for none; a key that is not kept has `absent`.
    private var newer: [Int32]
    private var older: [Int32]
    private var newest: Int32 = -1
    private var oldest: Int32 = -1
    private static let absent: Int32 = -2

    init(entries: Int, keys: Int) {
        capacity = max(1, entries)
        newer = Array(repeating: Self.absent, count: keys)
        older = Array(repeating: Self.absent, count: keys)
    }

    /// Uses a key: whether it was kept, and from now on it is.
    mutating func touch(_ key: Int) -> Bool {
        let isKept = newer[key] != Self.absent
        if isKept { unlink(key) } else if count == capacity { forget(Int(oldest)) }
        newer[key] = -1
        older[key] = newest
        if newest >= 0 { newer[Int(newest)] = Int32(key) } else { oldest = Int32(key) }
        newest = Int32(key)
        count += 1
        return isKept
    }

    private mutating func forget(_ key: Int) {
        unlink(key)
        newer[key] = Self.absent
        older[key] = Self.absent
    }

    private mutating func unlink(_ key: Int) {
        count -= 1
        let after = newer[key], before = older[key]
        if after >= 0 { older[Int(after)] = before } else { newest = before }
        if before >= 0 { newer[Int(before)] = after } else { oldest = after }
    }
}
