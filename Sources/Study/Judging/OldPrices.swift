// SPDX-License-Identifier: GPL-3.0-or-later

extension DeploymentResult {
    /// One sentence on the prices that were read too long ago; none if there are none.
    var oldPrices: [String] {
        let old = invoice.filter { $0.isOld && ($0.amount?.value ?? 0) > 0 }
        guard !old.isEmpty else { return [] }
        let names = old.map { line in "\(line.service) \(line.title) (\(line.date))" }
        return ["old or undated prices: \(names.joined(separator: ", "))."]
    }
}
