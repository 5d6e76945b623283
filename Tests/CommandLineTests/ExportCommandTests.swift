// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// `export` and `import`.
@Suite struct ExportCommandTests {
    @Test func aRunIsExportedAndItsUsageImported() throws {
        let program = try Program(files: ["shop.yaml": Program.shop])
        defer { program.remove() }
        #expect(try program.shell("faascast run shop.yaml --replications 2 --output out --quiet").status == 0)
        let focus = try program.shell("faascast export out/results.json --format focus --month 2026-11")
        #expect(focus.status == 0 && focus.error.isEmpty, "\(focus.all)")
        #expect(focus.output.hasPrefix("BilledCost,") && focus.output.contains("2026-12-01T00:00:00Z"))
        #expect(focus.output.contains(",fargate,Shop,") && focus.output.contains(",lambda,Shop,"))
        let again = try program.shell("faascast export out/results.json --format focus --month 2026-11 --output f.csv")
        #expect(again.status == 0 && again.output.isEmpty)
        #expect(try program.content("f.csv") == Data(focus.output.utf8))
        let folder = try program.shell("faascast export out --format focus --month 2026-11")
        #expect(folder.output == focus.output, "the folder stands for its results")
        let rows = try program.shell("faascast export out/results.json --format aws-calculator --account 123456789012")
        #expect(rows.status == 0 && rows.output.contains("\"Lambda-GB-Second\""), "\(rows.all)")
        let several = try program.shell("faascast export out/results.json --format infracost")
        #expect(several.status == 64 && several.error.contains("--deployment: lambda, fargate"), "\(several.all)")
        let line = "faascast export out/results.json --format infracost --deployment lambda --output u.yml"
        #expect(try program.shell(line).status == 0)
        let scenario = try program.shell("faascast import u.yml --output again.yaml && faascast validate again.yaml")
        #expect(scenario.status == 0 && scenario.output.contains("no mistakes"), "\(scenario.all)")
        #expect(try program.shell("echo mine > again.yaml; faascast import u.yml --output again.yaml").status == 74)
    }

    @Test func aFileIsNeverWrittenOverUnasked() throws {
        let program = try Program(files: ["shop.yaml": Program.shop, "mine.csv": "mine"])
        defer { program.remove() }
        #expect(try program.shell("faascast run shop.yaml --replications 2 --output out --quiet").status == 0)
        let line = "faascast export out/results.json --format focus --output"
        let refused = try program.shell("\(line) mine.csv")
        #expect(refused.status == 74)
        #expect(refused.error.contains("mine.csv cannot be written: it is there already; --force"))
        #expect(try program.content("mine.csv") == Data("mine".utf8))
        // A link leads to its file and stays a link; a pipe gets what it would have got; one letter is a name.
        #expect(try program.shell("ln -s mine.csv link && \(line) link --force && test -L link").status == 0)
        let written = try program.content("mine.csv")
        #expect(written.starts(with: Data("BilledCost,".utf8)))
        let piped = "\(line) >(cat > piped; touch done) && until test -e done; do sleep 0.1; done"
        #expect(try program.shell(piped).status == 0)
        #expect(try program.content("piped") == written)
        #expect(try program.shell("\(line) z").status == 0)
        #expect(try program.content("z") == written)
        for wrong in [".", "''", "out", "new/", "out/results.json/x"] {
            #expect(try program.shell("\(line) \(wrong)").status == 74, "\(wrong)")
        }
        let dangling = try program.shell("ln -s nowhere lost; \(line) lost")
        #expect(dangling.status == 74 && !program.exists("nowhere"), "\(dangling.all)")
    }

    @Test func wrongInputIsTold() throws {
        let program = try Program(files: ["no.json": "{}", "bad.yml": "version: 0.1\nresource_usage: [ 1 ]\n"])
        defer { program.remove() }
        #expect(try program.shell("faascast export no.json --format focus").status == 65)
        #expect(try program.shell("faascast export missing.json --format focus").status == 66)
        #expect(try program.shell("faascast export no.json --format xml").status == 64)
        #expect(try program.shell("faascast export no.json --format focus --month 2026-13").status == 64)
        #expect(try program.shell("faascast export no.json --format focus --account 123456789012").status == 64)
        let bad = try program.shell("faascast import bad.yml --output x.yaml")
        #expect(bad.status == 65 && bad.error.contains("bad.yml:2:17") && !program.exists("x.yaml"), "\(bad.all)")
        #expect(try program.shell("faascast import missing.yml").status == 66)
    }
}
