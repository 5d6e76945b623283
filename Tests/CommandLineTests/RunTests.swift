// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@Suite struct RunTests {
    private func inFolder(_ files: [String: String] = ["shop.yaml": Program.shop],
                          _ body: (Program) throws -> Void) throws {
        let program = try Program(files: files)
        defer { program.remove() }
        try body(program)
    }

    @Test func aRunPrintsATableAndLeavesItsFiles() throws {
        try inFolder { program in
            let outcome = try program.shell("faascast run shop.yaml --replications 3")
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("lambda") && outcome.output.contains("fargate"))
            #expect(outcome.error.contains("reports/shop/report.html"))
            let tables = ["options.csv", "invoice.csv", "latency.csv", "concurrency.csv"]
            for name in ["results.json", "report.html"] + tables {
                #expect(program.exists("reports/shop/\(name)"), "\(name)")
            }
            for line in outcome.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
            // Neither is a terminal.
            #expect(!outcome.all.contains("\u{1B}"))
            let quiet = try program.shell("faascast run shop.yaml --replications 3 --quiet --format json")
            #expect(quiet.error.isEmpty)
            #expect(try JSONSerialization.jsonObject(with: Data(quiet.output.utf8)) is [String: Any])
        }
    }

    @Test func resultsDoNotDependOnThreads() throws {
        try inFolder { program in
            let one = "faascast run shop.yaml --replications 6 --threads $n --output out$n --quiet"
            #expect(try program.shell("for n in 1 2 8; do \(one); done >/dev/null").status == 0)
            let sums = try program.shell("sha256sum out1/results.json out2/results.json out8/results.json | cut -c1-64")
            #expect(Set(sums.output.split(separator: "\n")).count == 1 && sums.output.count == 3 * 65)
        }
    }

    @Test func whatCannotBeReadIs66() throws {
        try inFolder { program in
            let outcome = try program.shell("faascast run nothing.yaml")
            #expect(outcome.status == 66)
            #expect(outcome.output.isEmpty && outcome.error.contains("nothing.yaml"))
            #expect(try program.shell("faascast run .").status == 66)
            #expect(!program.exists("reports"))
        }
    }

    @Test func aMistakeIs65WithItsPlaceAndNothingIsWritten() throws {
        let bad = Program.shop.replacingOccurrences(of: "20 ms", with: "20")
            .replacingOccurrences(of: "cpu: 1", with: "cup: 1")
        try inFolder(["bad.yaml": bad, "shop.yaml": Program.shop]) { program in
            let outcome = try program.shell("faascast run shop.yaml bad.yaml --output out")
            #expect(outcome.status == 65)
            #expect(outcome.error.contains("bad.yaml:4:54: error:") && outcome.error.contains("has no unit"))
            #expect(outcome.error.contains("bad.yaml:7:59: error:") && outcome.error.contains("did you mean \"cpu\"?"))
            #expect(outcome.output.isEmpty && !program.exists("out"))
            #expect(try program.shell("faascast run shop.yaml --deployments moon --output out").status == 64)
            #expect(!program.exists("out"))
        }
    }

    @Test(arguments: ["--colour", "--threads 0", "--replications -1", "--precision 2", "--format yaml", "--set broken"])
    func aWrongCommandLineIs64(option: String) throws {
        try inFolder { program in
            let outcome = try program.shell("faascast run shop.yaml \(option)")
            #expect(outcome.status == 64 && outcome.output.isEmpty && outcome.error.contains("Usage"))
        }
    }

    @Test func anOptionThatCannotCarryItsLoadIs1() throws {
        try inFolder(["overload.yaml": Program.overload]) { program in
            let outcome = try program.shell("faascast run overload.yaml --replications 2")
            #expect(outcome.status == 1)
            #expect(program.exists("reports/overload/results.json"))
        }
    }

    @Test func aMissedObjectiveIs99OnlyWhenAsked() throws {
        try inFolder { program in
            let told = try program.shell("faascast run shop.yaml --replications 2 --quiet")
            let asked = try program.shell("faascast run shop.yaml --replications 2 --quiet --assert")
            #expect(told.status == 0 && asked.status == 99)
        }
    }

    @Test func whatCannotBeWrittenIs74() throws {
        try inFolder { program in
            let full = try program.shell("faascast run shop.yaml --replications 2 --quiet > /dev/full")
            #expect(full.status == 74 && full.error.contains("standard output cannot be written"))
            #expect(try program.shell("faascast schema results > /dev/full").status == 74)
            // The reader has left before anything is written.
            let closed = try program.shell("{ sleep 0.5; faascast schema results; echo \"status $?\" >&2; } | true")
            #expect(closed.error.contains("status 74") && closed.error.contains("cannot be written"))
            #expect(try program.shell("faascast schema results >&-").status == 74)
            try Data().write(to: program.folder.appendingPathComponent("file"))
            #expect(try program.shell("faascast run shop.yaml --replications 2 --quiet --output file/in").status == 74)
        }
    }

    @Test func anInterruptedRunKeepsWhatIsComplete() throws {
        try inFolder { program in
            let line = """
                faascast run shop.yaml --replications 1000000 --threads 1 --output out & run=$!
                sleep 3; kill -INT "$(pgrep -P $run || echo $run)"; wait $run
                """
            let outcome = try program.shell(line)
            #expect(outcome.status == 130)
            #expect(outcome.error.contains("complete replications are in out"))
            let results = try JSONSerialization.jsonObject(with: program.content("out/results.json"))
            #expect(results is [String: Any])
        }
    }

    /// On a terminal there is colour, unless it is refused.
    @Test func colourIsForTerminalsOnly() throws {
        try inFolder { program in
            let run = "\(Program.path) run shop.yaml --replications 2"
            func terminal(_ command: String, _ environment: [String: String] = [:]) throws -> String {
                try program.shell("script -qec '\(command)' /dev/null", environment: environment).output
            }
            let hasColour = "\u{1B}[1m"
            guard try program.shell("command -v script").status == 0 else { return }
            #expect(try terminal(run).contains("\u{1B}["))
            let plain = [try terminal(run + " --no-color --quiet"), try terminal(run + " --quiet", ["NO_COLOR": "1"])]
            for plain in plain {
                #expect(!plain.contains(hasColour) && !plain.contains("\u{1B}[3"))
            }
        }
    }
}
