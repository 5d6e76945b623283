// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite struct OtherCommandTests {
    private func inFolder(_ files: [String: String] = [:], _ body: (Program) throws -> Void) throws {
        let program = try Program(files: files)
        defer { program.remove() }
        try body(program)
    }

    @Test func validateListsEveryMistakeOfEveryFile() throws {
        let bad = Program.shop.replacingOccurrences(of: "20 ms", with: "20")
            .replacingOccurrences(of: "rate: 20/s", with: "rate: -20/s")
            .replacingOccurrences(of: "us-east-1", with: "us-esat-1")
        try inFolder(["good.yaml": Program.shop, "bad.yaml": bad, "empty.yaml": ""]) { program in
            let outcome = try program.shell("faascast validate bad.yaml good.yaml empty.yaml")
            #expect(outcome.status == 65)
            #expect(outcome.output == "good.yaml: no mistakes\n")
            let mistakes = outcome.error.split(separator: "\n").filter { $0.contains(": error: ") }
            #expect(mistakes.map { $0.split(separator: " ")[0] } == [
                "bad.yaml:3:69:", "bad.yaml:4:54:", "bad.yaml:6:36:", "empty.yaml:",
            ])
            #expect(try program.shell("faascast validate good.yaml missing.yaml").status == 66)
        }
    }

    @Test(arguments: [
        ("explian a.yaml", "there is no command 'explian'; did you mean explain?"),
        ("run a.yaml --precision 200%", "0% to 100%"), ("run a.yaml --precision 2", "as in 2%"),
        ("run a.yaml --seed -1", "a whole number from 0"), ("explain a.yaml --request -5", "from 1 to 1000000000"),
        ("export a.json --format focus --month 2026-13", "a month from 01 to 12"),
        ("quick --rate 5 --duration 1s --memory 1GB", "as in 5/s"),
        ("run a.yaml b/a.yaml", "a.yaml and b/a.yaml would write over each other's report in reports/a"),
        ("run a.yaml b.yaml --format json", "--format json is one document"),
        ("platforms --provider nope", "there are aws, azure, cloudflare, google"),
    ])
    func aWrongCommandLineIsToldWithWhatIsRight(_ line: String, _ words: String) throws {
        try inFolder { program in
            let outcome = try program.shell("faascast \(line)")
            #expect(outcome.status == 64 && outcome.output.isEmpty)
            // The parser breaks lines where it likes.
            let told = outcome.error.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(told.contains(words), "\(told)")
        }
    }

    /// 3,000,000 requests of 200 ms at 512 MB: 300,000 GB-s at $0.0000166667 and three million at $0.20.
    @Test func priceMakesAnInvoice() throws {
        let sheet = """
            provider: aws
            region: us-east-1
            free-tier: off
            meters:
              - lambda: { requests: 3M, duration: 200 ms, memory: 512 MB }

            """
        try inFolder(["meters.yaml": sheet]) { program in
            let outcome = try program.shell("faascast price meters.yaml")
            #expect(outcome.status == 0 && outcome.error.isEmpty)
            // 5.00001 + 0.6
            #expect(outcome.output.contains("5.60"))
            // A million requests and all of the duration are free: two million at $0.20.
            try sheet.replacingOccurrences(of: "free-tier: off", with: "free-tier: on")
                .write(to: program.folder.appendingPathComponent("free.yaml"), atomically: true, encoding: .utf8)
            let free = try program.shell("faascast price free.yaml").output
            #expect(free.contains("300,000 of them free") && free.contains("1,000,000 of them free"))
            #expect(free.contains("0.40"))
            let wrong = sheet.replacingOccurrences(of: "lambda:", with: "lamda:")
            try wrong.write(to: program.folder.appendingPathComponent("wrong.yaml"), atomically: true, encoding: .utf8)
            let refused = try program.shell("faascast price wrong.yaml")
            #expect(refused.status == 65 && refused.output.isEmpty && refused.error.contains("wrong.yaml:5:5: error:"))
        }
    }

    @Test func quickWritesItsScenario() throws {
        try inFolder { program in
            let line = "faascast quick --rate 1/s --duration 120ms --memory 512MB --replications 2"
            let outcome = try program.shell(line)
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("lambda") && outcome.error.contains("The scenario is quick.yaml"))
            #expect(try program.shell("faascast validate quick.yaml").status == 0)
            #expect(program.exists("reports/quick/report.html"))
            #expect(try program.shell(line + " --quiet").status == 0, "the same scenario again")
            let other = line.replacingOccurrences(of: "120ms", with: "130ms")
            #expect(try program.shell(other).status == 74, "it must not write over another file")
            #expect(try program.shell(other + " --force --quiet").status == 0)
            for wrong in ["--rate 0/s --duration 1ms --memory 1GB", "--rate 1/s --duration 15min --memory 1GB",
                          "--rate 1/s --duration 1ms --memory 99GB", "--rate 1/s --duration 1ms --memory 1GB --region mars",
                          "--rate 1/s --duration 1ms --memory 0.3GB",
                          "--rate 100000/s --duration 2s --memory 1769MB"] {
                let refused = try program.shell("faascast quick \(wrong) --write w.yaml")
                #expect(refused.status == 64 && !program.exists("w.yaml"), "\(refused.all)")
            }
        }
    }

    /// 1/s × 730 h × 40 s × 0.5 GB × $0.0000166667 = $876 of duration, which needs a timeout and a door that allow 40 s.
    @Test func quickLetsLongWorkEnd() throws {
        try inFolder { program in
            let outcome = try program.shell(
                "faascast quick --rate 1/s --duration 40s --memory 512MB --replications 2 --quiet")
            #expect(outcome.status == 0)
            #expect(!outcome.output.contains("of the requests were answered"), "all are: \(outcome.output)")
            let invoice = String(decoding: try program.content("reports/quick/invoice.csv"), as: UTF8.self)
            let lines = invoice.split(separator: "\n")
            let line = try #require(lines.first { $0.hasPrefix("lambda,") && $0.contains("GB-second") })
            let amounts = line.split(separator: ",").compactMap { Double($0) }
            #expect(amounts.contains { abs($0 / 876 - 1) < 0.05 }, "\(line)")
        }
    }

    /// A request a day is 1/86,400 a second, to a hundred-thousandth, and an hour would have none of them.
    @Test func quickKeepsRareRequests() throws {
        try inFolder { program in
            let outcome = try program.shell(
                "faascast quick --rate 1/day --duration 100ms --memory 512MB --replications 2 --quiet")
            #expect(outcome.status == 0, "\(outcome.all)")
            let text = String(decoding: try program.content("quick.yaml"), as: UTF8.self)
            let written = try #require(text.firstMatch(of: /rate: ([0-9.]+)\/s/))
            let rate = try #require(Double(written.output.1))
            #expect(abs(rate * 86_400 - 1) < 1e-5 && text.contains("simulate: 730 h"))
        }
    }

    /// 50/s × 600 s × 0.9 × 1024/1769 of a core at half load are 31,258 cores: 3,908 tasks of 8 vCPU, where 5,000 of 4
    /// would be too few; a ninth of the work takes 435.
    @Test func quickTakesTasksThatAreLargeEnough() throws {
        try inFolder { program in
            let outcome = try program.shell(
                "faascast quick --rate 50/s --duration 10min --memory 1GB --replications 1 --deployments lambda --quiet")
            #expect(outcome.status <= 1, "\(outcome.all)")
            let text = String(decoding: try program.content("quick.yaml"), as: UTF8.self)
            #expect(text.contains("cpu: 8, memory: 16 GB, tasks: 435..3908"))
        }
    }

    /// 512 MB have 0.29 of a core, which half a vCPU has too; 3 GB fit a task of one vCPU; so little work needs two.
    @Test(arguments: [("512MB", "cpu: 0.5, memory: 1 GB, tasks: 2..10"), ("3GB", "cpu: 1, memory: 3 GB, tasks: 2..10"),
                      ("128MB", "cpu: 0.25, memory: 0.5 GB"), ("10GB", "cpu: 2, memory: 10 GB")])
    func quickTakesTasksAsLargeAsTheFunction(_ memory: String, _ task: String) throws {
        try inFolder { program in
            let outcome = try program.shell(
                "faascast quick --rate 1/s --duration 10ms --memory \(memory) --replications 1 --quiet")
            #expect(outcome.status == 0, "\(outcome.all)")
            let text = String(decoding: try program.content("quick.yaml"), as: UTF8.self)
            #expect(text.contains(task), "\(text)")
        }
    }

    /// One request a month shows nothing, and is no proof.
    @Test func whatIsUndecidedIsNotAsserted() throws {
        let shop = Program.shop.replacing("rate: 20/s", with: "rate: 1/month").replacing("1 ms }", with: "1 s }")
        try inFolder(["shop.yaml": shop]) { program in
            let line = "faascast run shop.yaml --quiet --replications 2 --set period.simulate='1 h'"
            #expect(try program.shell(line).status == 0)
            let asserted = try program.shell("\(line) --assert")
            #expect(asserted.status == 99 && asserted.output.contains("undecided"), "\(asserted.all)")
        }
    }

    /// What nobody sells has no price.
    @Test(arguments: [
        ("lambda: { requests: 3M, duration: 20 min, memory: 1 GB }", "15 min"),
        ("lambda: { requests: 3M, duration: 1 s, memory: 512 }", "as in 512 MB"),
        ("lambda: { requests: 3M, duration: 1 s, memory: 512 GB }", "128 MB to 10240 MB"),
        ("fargate: { tasks: 1, vcpu: 1, memory: 100 GB }", "from 2 to 8 GB"),
        ("fargate: { tasks: 1, vcpu: 3, memory: 6 GB }", "no task with 3 vCPU"),
    ])
    func priceRefusesWhatIsNotSold(_ meter: String, _ words: String) throws {
        let sheet = "provider: aws\nregion: us-east-1\nmeters:\n  - \(meter)\n"
        try inFolder(["meters.yaml": sheet]) { program in
            let outcome = try program.shell("faascast price meters.yaml")
            #expect(outcome.status == 65 && outcome.error.contains(words), "\(outcome.all)")
        }
    }

    @Test func validateTakesSettings() throws {
        let program = try Program(files: ["shop.yaml": Program.shop])
        defer { program.remove() }
        let line = "faascast validate shop.yaml --set deployments.lambda.place.work.memory"
        #expect(try program.shell("\(line)='512 MB'").status == 0)
        let wrong = try program.shell("\(line)='20 MB'")
        #expect(wrong.status == 65, "\(wrong.all)")
        #expect(wrong.error.contains("--set deployments.lambda.place.work.memory:1:"))
    }

    @Test func resultsThatCannotBeWrittenAreToldBeforeTheRun() throws {
        try inFolder { program in
            try Data().write(to: program.folder.appendingPathComponent("file"))
            let line = "faascast quick --rate 1/s --duration 10ms --memory 512MB --output file/out"
            let outcome = try program.shell(line)
            #expect(outcome.status == 74 && outcome.error.contains("file cannot be written: Not a directory"))
            #expect(outcome.output.isEmpty && !program.exists("quick.yaml"))
        }
    }

    @Test func theSchemaIsJSON() throws {
        try inFolder { program in
            let outcome = try program.shell("faascast schema results")
            #expect(outcome.status == 0)
            let schema = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            #expect(schema?["$schema"] is String && schema?["$defs"] is [String: Any])
            #expect(try program.shell("faascast schema moon").status == 64)
        }
    }

    @Test func helpAndVersionAreFine() throws {
        try inFolder { program in
            let version = try program.shell("faascast --version").output
            #expect(version == "0.1.0\n")
            for command in ["", "run", "quick", "validate", "price", "schema"] {
                let outcome = try program.shell("faascast \(command) --help")
                #expect(outcome.status == 0 && outcome.output.contains("USAGE") && outcome.error.isEmpty, "\(command)")
            }
        }
    }
}
