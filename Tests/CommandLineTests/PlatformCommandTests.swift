// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite struct PlatformCommandTests {
    private func inFolder(_ files: [String: String] = [:], _ body: (Program) throws -> Void) throws {
        let program = try Program(files: files)
        defer { program.remove() }
        try body(program)
    }

    private static let nimbus = """
        provider: nimbus
        title: Nimbus
        date: 2026-11-01
        regions: { north: { title: North, area: europe } }
        products:
          nimbus-runner:
            title: Nimbus Runner
            model: instances
            runs: [ handler ]
            natural: [ handler ]
            values:
              instances: { value: 1..1, source: nimbus.example, confidence: documented }
              cpu: { value: 1, source: nimbus.example, confidence: documented }
              memory: { value: 512 MB, source: nimbus.example, confidence: documented }
            bill: { runner/calls: requests }
        prices:
          sources: { page: { title: nimbus.example/prices, date: 2026-11-01 } }
          services:
            runner:
              title: Runner
              prices: { calls: { title: Calls, unit: call, north: { price: 0.001, source: page, confidence: high } } }

        """

    private static let shop = Program.shop.replacingOccurrences(
        of: "deployments:\n",
        with: "deployments:\n  nimbus: { provider: nimbus }\n  river: { impossible: it has no banks }\n")

    @Test func productsAreListedIn80Columns() throws {
        try inFolder { program in
            for choice in ["", "--provider azure", "--provider none"] {
                let outcome = try program.shell("faascast platforms \(choice)")
                #expect(outcome.status == 0 && outcome.error.isEmpty)
                #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(choice)")
            }
            let azure = try program.shell("faascast platforms --provider azure").output
            #expect(azure.contains("azure-flex: Azure Functions, Flex Consumption"))
            let unknown = try program.shell("faascast platforms --provider azrue")
            #expect(unknown.status == 64 && unknown.error.contains("azure"))
        }
    }

    @Test func oneFileBringsAProviderWithItsPrices() throws {
        try inFolder(["nimbus.yaml": Self.nimbus, "shop.yaml": Self.shop]) { program in
            let listed = try program.shell("faascast platforms --platforms nimbus.yaml --provider nimbus")
            #expect(listed.output.contains("nimbus-runner: Nimbus Runner"))
            let checked = try program.shell("faascast validate shop.yaml --platforms nimbus.yaml")
            #expect(checked.output.contains("river is impossible: it has no banks"))
            #expect(try program.shell("faascast validate shop.yaml").status == 65)
            let run = try program.shell(
                "faascast run shop.yaml --platforms nimbus.yaml --replications 1 --quiet --output out")
            #expect(run.status == 0 && run.output.contains("river: impossible: it has no banks"))
            let results = String(decoding: try program.content("out/results.json"), as: UTF8.self)
            #expect(results.contains("nimbus/north/runner/calls") || results.contains("runner/calls"))
            #expect(results.contains("it has no banks"))
            let page = String(decoding: try program.content("out/report.html"), as: UTF8.self)
            #expect(page.contains("river is impossible: it has no banks."))
            let alone = try program.shell("faascast run shop.yaml --platforms nimbus.yaml --deployments river --quiet")
            #expect(alone.status == 65 && alone.error.contains("it has no banks"))
        }
    }

    @Test func aMistakeInAPlatformFileHasItsPlace() throws {
        let bad = Self.nimbus.replacingOccurrences(of: "runner/calls: requests", with: "runner/calls: reqests")
        try inFolder(["nimbus.yaml": bad, "shop.yaml": Self.shop]) { program in
            let outcome = try program.shell("faascast validate shop.yaml --platforms nimbus.yaml")
            #expect(outcome.status == 65)
            #expect(outcome.error.contains("nimbus.yaml:15:27: error: unknown quantity \"reqests\""))
            #expect(try program.shell("faascast platforms --platforms missing.yaml").status == 66)
        }
    }
}
