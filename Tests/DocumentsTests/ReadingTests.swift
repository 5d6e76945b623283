// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing

private enum Runtime: String, CaseIterable {
    case nodejs22, python313, java21
}

@Suite("Documents: reading values")
struct ReadingTests {
    @Test("each fault has the place of its value")
    func faultPlaces() throws {
        #expect(try read("512", .dataSize).faults.first?.place == place(1, 8))
        #expect(
            try read("[1]", .dataSize).faults.first?.fault
                == .wrongType(expected: "a size such as 512 MB", found: .list))
        #expect(try read("{a: 1}", .name).faults.first?.fault == .wrongType(expected: "a name", found: .mapping))
        #expect(try read("", .duration).faults.first?.fault == .missingValue(expected: "a duration such as 120 ms"))
        #expect(try read("5", .list(of: .count)).faults.first?.fault == .wrongType(expected: "a list", found: .scalar))
        #expect(try read("[]", .oneOrMore(of: .count)).faults.first?.fault == .emptyList(expected: "at least one"))
        #expect(try read("a b", .name).faults.first?.fault == .badName(text: "a b"))
        #expect(try read("0 s", .duration.positive).faults.first?.fault == .notPositive(text: "0 s"))
        #expect(
            try read("11", .count.within(1...10)).faults.first?.fault == .outOfRange(text: "11", low: "1", high: "10"))
        #expect(try read("0..4", .countRange.positive).faults.first?.fault == .notPositive(text: "0..4"))
        #expect(try read("-1", .number.notNegative).faults.first?.fault == .negative(text: "-1"))
        #expect(
            try read("yes", .flag).faults.first?.fault
                == .unknownName(kind: "choice", name: "yes", nearest: "true", known: ["true", "false"]))
    }

    @Test("good values")
    func values() throws {
        #expect(try read("[40/s, 90/min]", .list(of: .rate)).value?.map(\.perSecond) == [40, 1.5])
        #expect(try read("7", .oneOrMore(of: .count)).value == [7])
        #expect(try read("python313", .enumeration(Runtime.self, "runtime")).value == .python313)
        #expect(try read("true", .flag).value == true)
        #expect(try read("\"512 MB\"", .dataSize).value?.megabytes == 512)
        #expect(try read("< 0.1%", ValueReader<Share>.atMost).value?.fraction == 0.001)
        #expect(try read("<= 2000 USD", ValueReader<MoneyAmount>.atMost).value?.amount == 2000)
        #expect(try read("300 ms", ValueReader<TimeSpan>.atMost).value?.seconds == 0.3)
        #expect(try read("2..40", .countRange).value == CountRange(2, 40))
        #expect(try read("3", .count.map { $0 * 2 }).value == 6)
    }

    @Test("an unknown choice names the nearest, or all")
    func enumerations() throws {
        #expect(
            try read("nodejs2", .enumeration(Runtime.self, "runtime")).faults.first?.fault
                == .unknownName(
                    kind: "runtime", name: "nodejs2", nearest: "nodejs22", known: ["nodejs22", "python313", "java21"]))
        #expect(
            try read("eu-wset-1", .name(of: "region", among: ["us-east-1", "eu-west-1"])).faults.first?.fault
                == .unknownName(
                    kind: "region", name: "eu-wset-1", nearest: "eu-west-1", known: ["us-east-1", "eu-west-1"]))
    }

    @Test("low, typical and high stand wherever a number may")
    func uncertain() throws {
        let text = "{ low: 5 ms, typical: 8 ms, high: 20 ms }"
        #expect(try read(text, .duration).value?.nanoseconds == 8_000_000)
        #expect(try read(text, .uncertain(.duration)).value?.high.nanoseconds == 20_000_000)
        #expect(try read("8 ms", .uncertain(.duration)).value?.isExact == true)
        #expect(try read("[1, { low: 1, typical: 2, high: 2 }]", .list(of: .count)).value == [1, 2])
        #expect(
            try read("{ low: 9 ms, typical: 8 ms, high: 20 ms }", .duration).faults.map(\.fault)
                == [.notInOrder(low: "9 ms", typical: "8 ms", high: "20 ms")])
        let faulty = try read("{ low: 0 ms, typical: 8, hihg: 20 ms }", .duration.positive)
        #expect(faulty.faults.map(\.place) == [place(1, 8), place(1, 15), place(1, 30), place(1, 33)])
        #expect(faulty.faults.first?.fault == .missingKey(name: "high"))
        #expect(
            faulty.faults.last?.fault
                == .unknownKey(name: "hihg", nearest: "high", allowed: ["low", "typical", "high"]))
        #expect(try read("{ low: a, typical: b, high: c }", .name).faults.count == 1)
        let root = try #require(parse("a: { b: [1, { low: 1, typical: 2, high: 3 }] }").root)
        #expect(root.uncertainValues.map(\.path) == ["a.b.2"])
    }

    @Test("all mistakes of a file come at once, in the order of the file")
    func allAtOnce() throws {
        let (root, diagnostics) = parse(
            """
            name: Shop
            shards: 4
            memory: 512
            timeuot: 3 s
            runtime: nodejs21
            traffic:
              one: { mean: -4/s }
              two words: { mean: 4/s }
              two: { maen: 4/s }
            """)
        struct Source: Equatable { var mean: Rate }
        let sources = MappingReader.read(try #require(root), diagnostics) { reader -> [Source]? in
            // Deliberately not in the order of the file.
            _ = reader.optional("timeout", .duration)
            _ = reader.optional("runtime", .enumeration(Runtime.self, "runtime"))
            _ = reader.required("memory", .dataSize)
            _ = reader.required("region", .name)
            _ = reader.required("name", .text)
            return reader.entries("traffic").compactMap { entry in
                MappingReader.read(entry.value, diagnostics) { $0.required("mean", .rate).map(Source.init) }
            }
        }
        #expect(sources == [])
        #expect(
            diagnostics.all.map(\.place)
                == [
                    place(1, 1), place(2, 1), place(3, 9), place(4, 1), place(5, 10), place(7, 16), place(8, 3),
                    place(9, 8),
                    place(9, 10),
                ])
        #expect(diagnostics.all.map(\.path).suffix(3) == ["traffic.two words", "traffic.two", "traffic.two.maen"])
        #expect(throws: DocumentFailure.self) { try diagnostics.throwIfErrors() }
    }

    @Test("a mapping of exactly one key")
    func single() throws {
        func single(_ text: String) -> (key: String?, fault: Fault?) {
            let (root, diagnostics) = parse(text)
            let entry = root.flatMap { MappingReader.single($0, diagnostics, kinds: ["compute", "call"]) }
            return (entry?.key, diagnostics.all.first?.fault)
        }
        #expect(single("compute: 5 ms") == ("compute", nil))
        #expect(single("a: 1\nb: 2").fault == .notOneKey(found: ["a", "b"], expected: "exactly one key"))
        #expect(single("{}").fault == .notOneKey(found: [], expected: "exactly one key"))
        #expect(
            single("compte: 5 ms").fault
                == .unknownKey(name: "compte", nearest: "compute", allowed: ["compute", "call"]))
    }

    @Test("shares must make a whole")
    func shareSums() throws {
        func total(_ texts: [String]) throws -> Fault? {
            let (root, diagnostics) = parse("a: 1")
            diagnostics.checkSum(of: try texts.map { try Share(parsing: $0) }, at: try #require(root))
            return diagnostics.all.first?.fault
        }
        #expect(try total(["60%", "40%"]) == nil)
        #expect(try total(["33.3%", "33.3%", "33.4%"]) == nil)
        #expect(try total(["10%", "10%", "10%", "10%", "10%", "10%", "10%", "10%", "10%", "10%"]) == nil)
        #expect(try total(["60%", "50%"]) == .sharesDoNotSum(total: "110%"))
        #expect(try total(["33.3%", "33.3%", "33.3%"]) == .sharesDoNotSum(total: "99.9%"))
    }

    @Test("warnings alone are no failure, and what is read twice is told once")
    func warnings() throws {
        let (root, diagnostics) = parse("a: x")
        let node = try #require(root?["a"])
        diagnostics.warning(.custom(what: "this is slow", hint: nil), at: node)
        try diagnostics.throwIfErrors()
        _ = ValueReader.duration.read(node, diagnostics)
        _ = ValueReader.duration.read(node, diagnostics)
        #expect(diagnostics.warnings.count == 1)
        #expect(diagnostics.errors.count == 1)
    }
}
