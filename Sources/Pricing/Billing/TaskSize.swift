// SPDX-License-Identifier: GPL-3.0-or-later

/// The pairs of cores and memory that Fargate sells (Amazon ECS Developer Guide, task definition parameters).
public enum TaskSize {
    /// Gigabytes, by vCPU.
    public static let gigabytes: [Double: ClosedRange<Double>] = [
        0.25: 0.5...2, 0.5: 1...4, 1: 2...8, 2: 4...16, 4: 8...30, 8: 16...60, 16: 32...120, 32: 60...244,
    ]

    /// What is wrong with a pair; nil if it is sold.
    public enum Fault {
        case noSuchCores
        /// The memory that goes with the cores.
        case memory(ClosedRange<Double>)
    }

    public static func fault(vCPU: Double, gigabytes memory: Double) -> Fault? {
        guard let range = gigabytes[vCPU] else { return .noSuchCores }
        return range.contains(memory) ? nil : .memory(range)
    }
}
