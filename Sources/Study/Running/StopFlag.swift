// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

/// Asks a study to end: it begins no further run, keeps the replications that are complete, and reports them.
public final class StopFlag: Sendable {
    private let requested = Atomic(false)

    public init() {}

    /// May be called from any thread.
    public func request() { requested.store(true, ordering: .relaxed) }
    public var isRequested: Bool { requested.load(ordering: .relaxed) }
}
