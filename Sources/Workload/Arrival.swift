// SPDX-License-Identifier: GPL-3.0-or-later
import SimulationKernel

/// One instant at which requests arrive, and how many.
@frozen
public struct Arrival: Sendable, Hashable, BitwiseCopyable {
    public let time: SimulationTime
    /// At least 1; more in a batch.
    public let count: Int

    @inlinable
    public init(time: SimulationTime, count: Int) {
        self.time = time
        self.count = count
    }
}
