// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

extension Diagnostics {
    /// Reports shares that do not make up a whole, at the node that has them. No shares at all are no fault here.
    ///
    /// Shares are written in decimals and so sum exactly up to rounding in the sixteenth digit; three times 33.3% is
    /// a mistake, as is 33.33333%: the last share must make up the rest.
    @discardableResult
    public func checkSum(of shares: [Share], at node: Node) -> Bool {
        guard !shares.isEmpty else { return true }
        let total = shares.reduce(0) { $0 + $1.fraction }
        guard abs(total - 1) > 1e-9 else { return true }
        let percent = (total * 1e8).rounded() / 1e6
        error(.sharesDoNotSum(total: percent == percent.rounded() ? "\(Int(percent))%" : "\(percent)%"), at: node)
        return false
    }
}
