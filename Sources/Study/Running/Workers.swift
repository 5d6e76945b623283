// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Foundation

/// Runs the same work on several threads and waits for all of them.
///
/// Threads of one's own rather than the cooperative pool: a simulation computes for seconds without a pause, and the
/// number asked for is the number used.
enum Workers {
    static func run(_ count: Int, _ work: @escaping @Sendable () -> Void) {
        let group = DispatchGroup()
        for _ in 0..<max(count - 1, 0) {
            group.enter()
            let thread = Thread {
                work()
                group.leave()
            }
            thread.start()
        }
        // The calling thread is one of them.
        work()
        group.wait()
    }
}
