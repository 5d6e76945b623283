// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

/// What usage forms read, in `Decimal`.
extension MappingReader {
    /// A quantity such as `6M`.
    mutating func count(_ key: String) -> Decimal? {
        let count: CountOfUnits? = required(key, .quantity)
        return count?.value
    }

    mutating func count(_ key: String, default standard: Decimal) -> Decimal {
        let count: CountOfUnits? = optional(key, .quantity)
        return count?.value ?? standard
    }

    /// Hours of the month, the sheet's if the meter gives none.
    mutating func hours(_ context: UsageContext) -> Decimal { count("hours", default: context.hours) }

    /// Data such as `100 GB`. [GB]
    mutating func gigabytes(_ key: String) -> Decimal? {
        let data: Gigabytes? = required(key, .quantity)
        return data?.value
    }

    mutating func gigabytes(_ key: String, default standard: Decimal) -> Decimal {
        let data: Gigabytes? = optional(key, .quantity)
        return data?.value ?? standard
    }

    /// The size of a function of Lambda, such as `512 MB`. [MB]
    mutating func functionMemory(_ key: String) -> Decimal? {
        let bounds = LambdaQuota.memory
        let sold = ValueReader<Gigabytes>.memory.check(
            { (Decimal(bounds.lowerBound)...Decimal(bounds.upperBound)).contains($0.value * 1024) },
            else: { .outOfRange(text: $0, low: "\(bounds.lowerBound) MB", high: "\(bounds.upperBound) MB") })
        return required(key, sold).map { $0.value * 1024 }
    }

    /// Of an invocation of Lambda, which ends it after 15 minutes. [ns]
    mutating func invocationTime(_ key: String) -> Int64? {
        let bounded = ValueReader.duration.check(
            { $0 <= LambdaQuota.timeout }, else: { .outOfRange(text: $0, low: nil, high: "15 min") })
        return required(key, bounded).map(\.nanoseconds)
    }

    /// Bytes of an item or message; zero if nothing is said, which every rule counts as the smallest unit.
    mutating func bytes(_ key: String) -> Int {
        let size: DataSize? = optional(key, .quantity)
        return Int(size?.bytes ?? 0)
    }

    mutating func nanoseconds(_ key: String) -> Int64? {
        let time: TimeSpan? = required(key, .duration)
        return time?.nanoseconds
    }

    mutating func nanoseconds(_ key: String, default standard: Int64) -> Int64 {
        let time: TimeSpan? = optional(key, .duration)
        return time?.nanoseconds ?? standard
    }

    mutating func architecture() -> Architecture {
        optional("architecture", .enumeration("architecture"), default: .x86)
    }

    mutating func savingsPlan(_ context: UsageContext) -> String? {
        optional("savings-plan", .name(of: "savings plan", among: context.savingsPlanNames))
    }

    /// Something per unit of time, such as `100/s`, in that of a second. The shortest decimal of the binary number is
    /// taken, so that `100/s` is exact.
    mutating func perSecond(_ key: String) -> Decimal {
        let rate: Rate? = optional(key, .rate)
        return rate.flatMap { Decimal(string: "\($0.perSecond)") } ?? 0
    }

    /// Data each hour, such as `1.5 GB/h`. [GB/h]
    mutating func gigabytesPerHour(_ key: String) -> Decimal { optional(key, .gigabytesPerHour)?.value ?? 0 }
}

extension ValueReader where Value == Gigabytes {
    /// The size of a function, which people count in MB.
    static var memory: Self {
        ValueReader(expected: "a size such as 512 MB") { text throws(Fault) in
            do throws(Fault) { return try Gigabytes(parsing: text) } catch .missingUnit(_, _, let units) {
                throw .missingUnit(text: text, example: "\(text) MB", units: units)
            }
        }
    }

    /// Data each hour, such as `1.5 GB/h`.
    static var gigabytesPerHour: Self {
        ValueReader(expected: "data per hour such as 1.5 GB/h") { text throws(Fault) in
            let parts = text.split(separator: "/", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
            guard parts.count == 2, parts[1] == "h" else {
                throw .missingUnit(text: text, example: "1.5 GB/h", units: ["GB/h", "MB/h"])
            }
            return try Gigabytes(parsing: parts[0])
        }
    }
}
