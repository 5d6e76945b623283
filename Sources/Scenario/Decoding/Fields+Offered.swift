// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Pricing

extension Fields {
    /// A product of a platform file, with the values of this placement that its bill names.
    func offered(_ product: Product, adding known: [String: Double] = [:]) -> OfferedProduct {
        var numbers = known, words: [String: String] = [:]
        let inFormulas = product.bill.reduce(into: Set<String>()) { $0.formUnion($1.quantity.names) }
        for name in inFormulas.sorted() where numbers[name] == nil && !BilledQuantity.known.contains(name) {
            numbers[name] = take(name)?.measure() ?? 0
        }
        for name in product.bill.flatMap(\.wordsInPrice) where words[name] == nil {
            words[name] = take(name)?.text(expected: "a word") ?? ""
        }
        return OfferedProduct(
            name: product.name, title: product.title, model: product.model, bill: product.bill, numbers: numbers,
            words: words)
    }
}

extension BillingTerm {
    var isOfStorage: Bool { quantity.names.contains("storage") }

    /// The names in braces of the price: `node` of `vm/{node}`.
    var wordsInPrice: [String] {
        price.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) }
    }
}

extension Field {
    /// A number of whatever it is: gigabytes of a size, seconds of a duration, else a plain number.
    fileprivate func measure() -> Double? {
        let text = node.text ?? ""
        let unit = text.drop { !$0.isLetter }
        if ["KB", "MB", "GB", "TB"].contains(String(unit)) { return gigabytes() }
        if unit.isEmpty { return read(.number) }
        return quantity(.duration)
    }
}
