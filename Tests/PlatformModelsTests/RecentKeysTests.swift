// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import PlatformModels

/// The least recently used of a few keys is forgotten first.
@Suite struct RecentKeysTests {
    @Test func theLeastRecentlyUsedIsForgotten() {
        var keys = RecentKeys(entries: 2, keys: 4)
        // 0 and 1 are new; 0 is used again, so that 2 pushes 1 out, and then 1 pushes 0 out.
        let uses = [0, 1, 0, 2, 1, 0, 2, 0]
        let hits = uses.map { keys.touch($0) }
        #expect(hits == [false, false, true, false, false, false, false, true])
    }

    @Test func oneEntryKeepsTheLast() {
        var keys = RecentKeys(entries: 1, keys: 2)
        #expect([0, 0, 1, 1, 0].map { keys.touch($0) } == [false, true, false, true, false])
    }
}
