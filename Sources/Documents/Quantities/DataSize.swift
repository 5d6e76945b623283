// SPDX-License-Identifier: GPL-3.0-or-later

/// An amount of data: `512 MB`, `1.5 KB`, `256 KiB`, `0 B`. Whole bytes, to the nearest.
///
/// A KB is 1024 bytes, and so on, as in the consoles and limits of the providers: a function of "512 MB" has 512 × 2²⁰
/// bytes. KiB, MiB … mean the same. What a provider counts by thousands says so where it is counted.
public struct DataSize: Quantity {
    public var bytes: Int64

    public init(bytes: Int64) { self.bytes = bytes }

    public static var expected: String { "a size such as 512 MB" }

    /// In units of 2²⁰ bytes.
    public var megabytes: Double { Double(bytes) / 1_048_576 }

    public var isWholeMegabytes: Bool { bytes.isMultiple(of: 1_048_576) }

    /// In units of 2³⁰ bytes.
    public var gigabytes: Double { Double(bytes) / 1_073_741_824 }

    public static func < (a: Self, b: Self) -> Bool { a.bytes < b.bytes }

    public init(parsing text: String) throws(Fault) {
        let number = try NumberText(text, expected: Self.expected)
        let unit = try Unit.named(number.rest, in: Self.units, text: number.text, example: "\(number.digits) MB")
        try number.requireNotNegative()
        guard let bytes = try number.whole(times: unit.factor) else {
            throw .outOfRange(text: number.text, low: nil, high: "8 million TB")
        }
        self.init(bytes: bytes)
    }

    static var units: [Unit] {
        [
            Unit("B", "byte", "bytes", factor: 1),
            Unit("KB", "KiB", "kB", factor: 1 << 10),
            Unit("MB", "MiB", factor: 1 << 20),
            Unit("GB", "GiB", factor: 1 << 30),
            Unit("TB", "TiB", factor: 1 << 40),
        ]
    }
}
