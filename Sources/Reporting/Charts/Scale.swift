// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Where a value lies on an axis, in the units of the drawing.
protocol Scale {
    func position(of value: Double) -> Double
    /// Values to be marked, ascending.
    var ticks: [Double] { get }
}

/// An axis from zero to a round number at or above the largest value.
struct LinearScale: Scale {
    private let start: Double
    private let end: Double
    private let step: Double
    let top: Double

    /// - Parameters:
    ///   - greatest: largest value to be shown.
    ///   - count: about so many steps.
    init(upTo greatest: Double, from start: Double, to end: Double, count: Int = 4) {
        self.start = start
        self.end = end
        let greatest = greatest.isFinite && greatest > 0 ? greatest : 1
        let rough = greatest / Double(count)
        let power = pow(10, log10(rough).rounded(.down))
        // 1, 2 and 5 times a power of ten: what people count in.
        step = ([1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999_999 } ?? 10 * power)
        top = (greatest / step - 1e-9).rounded(.up) * step
    }

    func position(of value: Double) -> Double { start + min(max(value / top, 0), 1) * (end - start) }

    var ticks: [Double] {
        (0...Int((top / step).rounded())).map { Double($0) * step }
    }
}

/// A logarithmic axis; the marks are powers of ten, with 2 and 5 times them where there is room.
struct LogScale: Scale {
    private let start: Double
    private let end: Double
    private let low: Double
    private let high: Double

    init(over values: [Double], from start: Double, to end: Double) {
        self.start = start
        self.end = end
        let positive = values.filter { $0 > 0 && $0.isFinite }
        let least = log10(positive.min() ?? 0.001), greatest = log10(positive.max() ?? 1)
        // A little air at both ends, and never less than a third of a decade.
        let air = max(0.05 * (greatest - least), (1.0 / 3 - (greatest - least)) / 2, 0.03)
        low = least - air
        high = greatest + air
    }

    func position(of value: Double) -> Double {
        let share = value > 0 ? (log10(value) - low) / (high - low) : 0
        return start + min(max(share, 0), 1) * (end - start)
    }

    var ticks: [Double] {
        let factors: [Double] = high - low > 4.5 ? [1] : high - low > 2 ? [1, 3] : [1, 2, 5]
        return (Int(low.rounded(.down))...Int(high.rounded(.up))).flatMap { power in
            factors.map { $0 * pow(10, Double(power)) }
        }.filter { log10($0) >= low && log10($0) <= high }
    }
}

/// Shares of 1 by their number of nines: 0, 90 %, 99 %, 99.9 % are equally far from each other, so that the slowest
/// requests, which people remember, are not squeezed into the last line.
struct NinesScale: Scale {
    private let start: Double
    private let end: Double
    private let nines: Double

    /// - Parameter count: of values; the axis ends where there is less than one value beyond.
    init(count: UInt64, from start: Double, to end: Double) {
        self.start = start
        self.end = end
        nines = min(max(log10(Double(max(count, 1))).rounded(.down), 1), 5)
    }

    func position(of share: Double) -> Double {
        let position = share < 1 ? -log10(1 - share) / nines : 1
        return start + min(max(position, 0), 1) * (end - start)
    }

    var ticks: [Double] { [0, 0.5] + (1...Int(nines)).map { 1 - pow(10, -Double($0)) } }

    static func label(_ share: Double) -> String {
        "\(Figures.significant(share * 100, 6)) %"
    }
}
