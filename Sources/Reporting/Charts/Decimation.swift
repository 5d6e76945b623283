// SPDX-License-Identifier: GPL-3.0-or-later

/// Thins a long series for a drawing: of the points that fall into one pixel, the lowest and the highest stay, so that
/// no peak is lost.
enum Decimation {
    /// Indices to draw, ascending.
    static func indices(of values: [Double], pixels: Int) -> [Int] {
        guard pixels > 0, values.count > 2 * pixels else { return Array(values.indices) }
        return (0..<pixels).flatMap { pixel -> [Int] in
            let slice = values.count * pixel / pixels..<values.count * (pixel + 1) / pixels
            guard let low = slice.min(by: { values[$0] < values[$1] }),
                let high = slice.max(by: { values[$0] < values[$1] })
            else { return [] }
            return low == high ? [low] : [min(low, high), max(low, high)]
        }
    }
}
