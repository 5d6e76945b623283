// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Reporting

@Suite struct TextTableTests {
    private func table(_ names: [String]) -> TextTable {
        TextTable(
            heads: ["option", "USD a month", "p99"],
            rows: names.map { [.init($0, .strong), .init("$1,234.00 ± 5.00"), .init("250")] })
    }

    @Test func namesThatFitStandBesideTheirFigures() {
        #expect(table(["lambda", "fargate"]).lines(width: 31, style: .plain, stacked: true) == [
            "option        USD a month  p99", "lambda   $1,234.00 ± 5.00  250", "fargate  $1,234.00 ± 5.00  250",
        ])
    }

    /// Two names that begin alike would be one if they were cut.
    @Test func namesThatDoNotFitStandAboveThem() {
        #expect(table(["containers", "containers-for-the-peak"]).lines(width: 31, style: .plain, stacked: true) == [
            "       USD a month  p99",
            "containers", "  $1,234.00 ± 5.00  250",
            "containers-for-the-peak", "  $1,234.00 ± 5.00  250",
        ])
    }
}
