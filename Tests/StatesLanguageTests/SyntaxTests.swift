// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
@testable import StatesLanguage

@Suite struct SyntaxTests {
    @Test(arguments: [
        "$", "$.a", "$.a.b[0].c", "$['a b'].c", "$.a-b.c_d", "$.größe", "$$.Execution.Id", "$$", "$total",
        "$total.x[2]",
        "$..a", "$.*", "$.a[*].b", "$.a[?(@.b > 1 && @.c == ']')]", "$.a[-1:]", "$.a[0,1]", "$.a.length()", "$..[0]",
    ])
    func isAPath(_ text: String) { #expect(PathSyntax.fault(in: text, as: .path) == nil) }

    @Test(arguments: [
        ("a", PathFault.noRoot), ("", .noRoot), ("$.", .emptyStep(column: 3)), ("$.a..", .emptyStep(column: 6)),
        ("$.a[", .unclosed("[", column: 4)), ("$.a[]", .emptyStep(column: 5)),
        ("$.a[?(@.b > ']')", .unclosed("[", column: 4)),
        ("$.a b", .unexpected(character: " ", column: 4)), ("$$x", .unexpected(character: "x", column: 3)),
    ])
    func isNoPath(_ text: String, _ fault: PathFault) { #expect(PathSyntax.fault(in: text, as: .path) == fault) }

    @Test(arguments: ["$.a[*]", "$..a", "$.*", "$.a[0:2]", "$.a[0,1]", "$.a[?(@.b)]", "$.a.length()", "$.a[-1]"])
    func isNoReference(_ text: String) {
        #expect(PathSyntax.fault(in: text, as: .path) == nil)
        #expect(PathSyntax.fault(in: text, as: .reference) != nil)
    }

    @Test(arguments: [
        "States.UUID()", "States.Format('{} \\'{}\\'', $.a, $$.b[0])", "States.Array()",
        "States.Array(1, 'a', null, $.x)",
        "States.MathAdd($.a, -1)", "States.ArrayGetItem(States.StringSplit($.a, ','), 0)",
        "States.JsonMerge($.a, $.b, false)", "States.ArrayContains($.a[?(@.b == 'x, y')], 1.5e3)",
        " States.Hash( $.a ,'MD5' ) ",
    ])
    func isACall(_ text: String) { #expect(IntrinsicCall.fault(in: text) == nil) }

    @Test(arguments: [
        ("States.Formt('{}', $.a)", IntrinsicFault.unknownFunction("States.Formt", nearest: "States.Format")),
        ("States.UUID", .expected("(", column: 12)),
        ("States.UUID(", .expected("a text in single quotes, a number, a path or a call", column: 13)),
        ("States.Array(1", .expected(", or )", column: 15)), ("States.UUID() x", .expected("the end", column: 15)),
        ("States.MathAdd(1)", .argumentCount(function: "States.MathAdd", expected: "2 arguments", found: 1)),
        ("States.MathAdd(1, '2')",
            .argumentType(function: "States.MathAdd", position: 2, expected: "a number or a path")),
        ("States.Array($.)", .path("$.", .emptyStep(column: 3))),
    ])
    func isNoCall(_ text: String, _ fault: IntrinsicFault) { #expect(IntrinsicCall.fault(in: text) == fault) }

    @Test func callsWithinCallsHaveALimit() {
        func nested(_ depth: Int) -> String {
            String(repeating: "States.Array(", count: depth) + String(repeating: ")", count: depth)
        }
        #expect(IntrinsicCall.fault(in: nested(10)) == nil)
        #expect(IntrinsicCall.fault(in: nested(11)) == .tooDeep(limit: 10))
        #expect(IntrinsicCall.fault(in: nested(100_000)) == .tooDeep(limit: 10))
    }

    @Test(arguments: [
        "plain", "ends %}", "{% 1 %}", "{% $states.input.a[b = ')'] %}", "{% a ? b : c %}", "{% /* ( */ 1 %}",
        "{% $match(a, /[(]/) %}", "{% a / b / (c) %}", "{% ( $x := 1; $x ) %}", "{% 'it\\'s (' & \"[\" %}",
        "{% `odd (name` %}",
    ])
    func isSoundJSONata(_ text: String) { #expect(JSONataText(text).fault == nil) }

    @Test(arguments: [
        ("{% 1", JSONataFault.delimiterNotClosed), ("{%}", .delimiterNotClosed), ("{% %}", .empty),
        ("{% (1 %}", .unclosed("(")),
        ("{% 1) %}", .unexpected(")")), ("{% (1] %}", .unexpected("]")), ("{% 'a %}", .unclosed("'")),
        ("{% /* a %}", .unclosed("/")),
        ("{% a[?(b)] %}", .filterOfJSONPath), ("{% a[@.b] %}", .filterOfJSONPath),
    ])
    func isFaultyJSONata(_ text: String, _ fault: JSONataFault) { #expect(JSONataText(text).fault == fault) }

    @Test func aPlaceholderIsAWholeText() {
        #expect(Placeholder("${A}")?.resource == "A")
        #expect(Placeholder("${A.Arn}")?.resource == "A")
        #expect(Placeholder("${A}-${B}") == nil)
        #expect(Placeholder("${}") == nil)
        #expect(Placeholder("A") == nil)
    }
}
