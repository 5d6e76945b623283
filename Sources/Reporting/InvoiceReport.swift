// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing

/// An invoice for the terminal: what was used, at what price, for how much.
public struct InvoiceReport {
    private let invoice: Invoice

    public init(_ invoice: Invoice) { self.invoice = invoice }

    public var text: String {
        var lines = invoice.lines.map { line in
            let amount = String(format: "%12.2f", NSDecimalNumber(decimal: line.amount).doubleValue)
            return "\(amount)  \(line.title): \(Self.grouped(line.quantity)) \(line.unit)"
        }
        let total = String(format: "%12.2f", NSDecimalNumber(decimal: invoice.total).doubleValue)
        lines.append(String(repeating: "-", count: 12))
        lines.append("\(total)  USD\(invoice.isLowerBound ? ", a lower bound" : "")")
        lines += invoice.notPriced.map { "not priced: \($0.reading.price.service)/\($0.reading.price.dimension), \(Self.grouped($0.reading.quantity))" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// At most four decimals, thousands apart.
    private static func grouped(_ quantity: Decimal) -> String {
        let formatter = NumberFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.numberStyle = .decimal
        formatter.usesGroupingSeparator = true
        formatter.groupingSeparator = ","
        formatter.groupingSize = 3
        formatter.maximumFractionDigits = 4
        return formatter.string(from: NSDecimalNumber(decimal: quantity)) ?? "\(quantity)"
    }
}
