// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Testing

@testable import Pricing

@Suite struct FormulaTests {
    private static let values: [String: Decimal] = ["a": 6, "b-c": 4, "plan.vcpu": 2, "zero": 0]

    private static var rule: BillingRule {
        var rule = BillingRule()
        rule.time = BillingIncrement(increment: 100_000_000, minimum: 1_000_000_000)
        rule.chunks = RequestChunks(every: 65_536)
        rule.size = SizeSteps(step: Decimal(128) / 1024, minimum: 0, maximum: Decimal(1536) / 1024)
        rule.freePart = Decimal(512) / 1024
        return rule
    }

    @Test(arguments: [
        ("a", "6"), ("2 + 3 * 4", "14"), ("(2 + 3) * 4", "20"), ("a - b-c", "2"), ("12 / 4 / 3", "1"),
        ("7 - 2 - 1", "4"), ("a * plan.vcpu", "12"), ("up(a / b-c)", "2"), ("min(a, b-c, 9)", "4"), ("max(0, a - 7)", "0"),
        ("if(zero, 1, 2)", "2"), ("if(a, 1, 2)", "1"), ("0.1 + 0.2", "0.3"),
        ("billed(0.25)", "1"), ("billed(1.01)", "1.1"), ("billed(0)", "0"),
        ("chunks(0)", "1"), ("chunks(0.0001220703125)", "2"), ("sized(0.2)", "0.25"), ("sized(2)", "1.5"),
        ("charged(2)", "1.5"), ("charged(0.1)", "0"),
    ])
    func formulasAreWorth(text: String, value: String) throws {
        #expect(try FormulaParser.formula(text).value(Self.values, rule: Self.rule) == Decimal(string: value))
    }

    @Test func whatHasNoValueIsNotANumber() throws {
        for text in ["a / zero", "unknown", "up(a / zero)", "max(1, unknown)"] {
            #expect(try FormulaParser.formula(text).value(Self.values, rule: Self.rule).isNaN, "\(text)")
        }
    }

    @Test(arguments: [
        ("", "too early"), ("a +", "too early"), ("(a", "is missing"), ("a b", "not expected"),
        ("a ? b", "not expected"), ("upp(a)", "up"), ("up(a, b)", "takes 1 value"), ("if(a, b)", "takes 3 values"), ("up()", "not expected"),
        ("1.2.3", "number"), (String(repeating: "(", count: 200), "too deeply"),
    ])
    func mistakesAreTold(text: String, words: String) throws {
        let fault = try #require(throws: Fault.self) { try FormulaParser.formula(text) }
        #expect("\(fault)".contains(words), "\(fault)")
    }
}
