// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing

@Suite("Documents: setting values by address")
struct AddressTests {
    private let text = """
        deployments:
          lambda:
            place: { notify: { memory: 512 MB }, a.b: { c: 1 } }
        steps: [ compute: 5 ms, compute: 6 ms ]
        """

    private func set(_ path: String, _ value: String) throws -> (root: Node?, diagnostics: Diagnostics) {
        let (root, diagnostics) = parse(text)
        return (try #require(root).setting(path: path, to: value, diagnostics: diagnostics), diagnostics)
    }

    @Test("a value is replaced, and knows who wrote it")
    func replace() throws {
        let node = try #require(
            try set("deployments.lambda.place.notify.memory", "1 GB").root?.value(
                at: "deployments.lambda.place.notify.memory"))
        #expect(node.text == "1 GB")
        #expect(node.isFromCommandLine)
        #expect(node.path == "deployments.lambda.place.notify.memory")
        #expect(node.place == SourcePlace(file: "--set deployments.lambda.place.notify.memory", line: 1, column: 40))
    }

    @Test("list items count from one, keys may have dots, values may be structures, last keys may be new")
    func shapes() throws {
        #expect(try set("steps.2.compute", "7 ms").root?.value(at: "steps.2.compute")?.text == "7 ms")
        #expect(try set("steps.2.compute", "7 ms").root?.value(at: "steps.1.compute")?.text == "5 ms")
        #expect(
            try set("deployments.lambda.place.a.b.c", "2").root?.value(at: "deployments.lambda.place.a.b.c")?.text
                == "2")
        let added = try set("deployments.lambda.place.notify.latency", "{ median: 12 ms }").root
        #expect(added?.value(at: "deployments.lambda.place.notify.latency.median")?.text == "12 ms")
        #expect(added?.value(at: "deployments.lambda.place.notify")?.keys == ["memory", "latency"])
        #expect(
            added?.value(at: "deployments.lambda.place.notify.latency.median")?.path
                == "deployments.lambda.place.notify.latency.median")
        #expect(try set("name", "x").root?["name"]?.text == "x")
    }

    @Test(
        "an address that leads nowhere names the nearest that does",
        arguments: [
            ("place.notify.memory", "deployments.lambda.place.notify.memory"),
            ("deployments.lambda.place.notfy.memory", "deployments.lambda.place.notify.memory"),
            ("deployments.lambda.plcae.notify.timeout", "deployments.lambda.place.notify.timeout"),
            ("steps.3.compute", "steps.1.compute"),
            ("zzz.yyy", nil),
        ])
    func unknown(path: String, nearest: String?) throws {
        let (root, diagnostics) = try set(path, "1")
        #expect(root == nil)
        let found = try only(diagnostics)
        #expect(found.fault == .unknownAddress(path: path, nearest: nearest))
        #expect(found.place == SourcePlace(file: "--set \(path)", line: 1, column: 1))
    }

    @Test("what is wrong with the value has its column in the argument")
    func badValues() throws {
        #expect(try only(set("name", "[1").diagnostics).place == SourcePlace(file: "--set name", line: 1, column: 8))
        #expect(try only(set("name", "[1 }").diagnostics).place.column == 9)
        #expect(try only(set("name", " ").diagnostics).fault == .missingValue(expected: "a value after ="))
        #expect(try only(set("name.", "1").diagnostics).fault == .unknownAddress(path: "name.", nearest: nil))
        #expect(try set("", "1").root == nil)
    }

    @Test("a fault in a set value is shown in the argument")
    func rendering() throws {
        let (root, diagnostics) = try set("deployments.lambda.place.notify.memory", "1")
        let node = try #require(root?.value(at: "deployments.lambda.place.notify.memory"))
        _ = ValueReader.dataSize.read(node, diagnostics)
        #expect(
            rendered(diagnostics) == """
                --set deployments.lambda.place.notify.memory:1:40: error: "1" has no unit; expected B, KB, MB, GB or TB, as in 1 MB [deployments.lambda.place.notify.memory]
                    1 | deployments.lambda.place.notify.memory=1
                      |                                        ^
                """)
    }
}

@Suite("Documents: nearest names")
struct NearestNameTests {
    @Test(
        "slips are recognised, nonsense is not",
        arguments: [
            ("memroy", "memory"), ("Max_Tasks", "max-tasks"), ("timeuot", "timeout"), ("time", nil),
            ("regoin", "region"),
            ("runtim", "runtime"), ("xyz", nil), ("", nil), ("m", nil), ("max tasks", "max-tasks"), ("memory", nil),
        ])
    func nearest(name: String, expected: String?) {
        #expect(NearestName.of(name, among: ["memory", "max-tasks", "timeout", "region", "runtime"]) == expected)
    }

    @Test(
        "distances",
        arguments: [("", "", 0), ("abc", "", 3), ("abc", "acb", 1), ("kitten", "sitting", 3), ("ca", "abc", 3)])
    func distance(a: String, b: String, distance: Int) {
        #expect(NearestName.distance(a, b) == distance)
        #expect(NearestName.distance(b, a) == distance)
    }
}
