// SPDX-License-Identifier: GPL-3.0-or-later

extension DeploymentResult {
    /// How much dearer the twelfth month would be than it is said to be.
    private var possibleGrowth: Double {
        guard stopped == nil, let twelfthMonthIfKept else { return 0 }
        return twelfthMonthIfKept - (months.last?.cost ?? monthlyCost).value
    }

    /// One sentence for all options of which a year's writes would add a twentieth to the bill, if they stayed.
    static func growthDoubt(_ all: [DeploymentResult]) -> String? {
        let growing = all.filter { $0.possibleGrowth > 0.05 * $0.monthlyCost.value }
        guard let most = growing.map(\.possibleGrowth).max() else { return nil }
        return "\(growing.map(\.name).joined(separator: ", ")): nothing is said of how much of what is written stays "
            + "(`growth`): if all did, the twelfth month would cost up to \(Wording.money(most)) more."
    }

    /// A sentence each on the prices that nobody is sure of and on those that were read too long ago; the bill says for
    /// each line where its price is from and of when.
    var priceDoubts: [String] {
        let paid = invoice.filter { ($0.amount?.value ?? 0) > 0 }
        let doubtful = paid.filter { $0.confidence == .low }, old = paid.filter(\.isOld)
        var sentences: [String] = []
        if !doubtful.isEmpty {
            let names = doubtful.map { "\($0.service) \($0.title)" }
            sentences.append("known with low confidence only: the price\(names.count == 1 ? "" : "s") of "
                + "\(Wording.list(names)).")
        }
        if !old.isEmpty {
            let dates = old.map(\.date).filter { $0.first?.isNumber ?? false }
            let when = [dates.min(), dates.max()].compactMap(\.self)
            let span = Set(when).count == 2 ? " (\(when[0]) to \(when[1]))" : when.first.map { " (\($0))" } ?? ""
            let count = old.count == 1 ? "1 price is" : "\(old.count) prices are"
            sentences.append("\(count) old or undated\(span), see the bill.")
        }
        return sentences
    }
}
