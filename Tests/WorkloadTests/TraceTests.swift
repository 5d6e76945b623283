// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Sampling
import SimulationKernel
import Testing
import Workload

@Suite struct TraceTests {
    /// Writes `text` to a file of its own and hands over its path.
    func withFile<R>(_ text: String, _ body: (String) throws -> R) throws -> R {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("trace-\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url.path)
    }

    func times(_ file: TraceFile, limit: Int = 1_000, start: Double = 0) -> (times: [Double], fault: TraceFault?) {
        let key = StreamKey(seed: 1, replication: 0, name: "trace")
        var generator = ArrivalGenerator(.trace(file), key: key, start: SimulationTime(seconds: start))
        var times: [Double] = []
        while times.count < limit, let arrival = generator.next() {
            // Divided, so that decimal fractions come back as written.
            times.append(Double(arrival.time.nanoseconds) / 1e9)
        }
        return (times, generator.fault)
    }

    @Test func timestampsAreReadAsTheyStand() throws {
        try withFile("time\n# a comment\n0.5\r\n\n 1.25 \n1.25\n1.25\n3e1") { path in
            let file = TraceFile(path: path, format: .timestamps)
            #expect(times(file).times == [0.5, 1.25, 1.25, 1.25, 30])
            #expect(times(file, start: 100).times.first == 100.5)
            let check = file.check()
            #expect(check.requests == 5 && check.first == 0.5 && check.end == 30 && check.faults.isEmpty)
        }
    }

    @Test func theOriginCutsAndThePeriodRepeats() throws {
        try withFile("1\n2\n4\n") { path in
            let file = TraceFile(path: path, format: .timestamps, origin: 2, period: 10)
            #expect(times(file, limit: 5).times == [0, 2, 10, 12, 20])
            let short = TraceFile(path: path, format: .timestamps, period: 3)
            #expect(short.check().faults == [.periodTooShort(period: 3, end: 4)])
        }
    }

    @Test func minutesSpreadTheirCounts() throws {
        try withFile("minute,count\n0,2\n1,0\n3,4\n") { path in
            let even = TraceFile(path: path, format: .minuteCounts(.even), period: 300)
            #expect(times(even, limit: 7).times == [15, 45, 187.5, 202.5, 217.5, 232.5, 315])
            #expect(even.check().requests == 6)
            #expect(even.check().end == 240)
        }
        try withFile("0,200000\n2,3\n") { path in
            let spread = times(TraceFile(path: path, format: .minuteCounts(.random)), limit: .max).times
            #expect(spread.count == 200_003)
            let isSorted = spread == spread.sorted()
            #expect(isSorted)
            // Kolmogorov's distance from the uniform law, times √n.
            let distance = spread.prefix(200_000).enumerated().reduce(0) {
                max($0, abs($1.element / 60 - (Double($1.offset) + 0.5) / 200_000))
            }
            #expect(distance * 200_000.0.squareRoot() < 2.2)
            #expect(spread.suffix(3).allSatisfy { $0 >= 120 && $0 < 180 })
        }
    }

    @Test func faultsHaveTheirLines() throws {
        try withFile("1\n3\n2\nx\n4\n") { path in
            let file = TraceFile(path: path, format: .timestamps)
            #expect(file.check().faults == [
                .notAscending(line: 3, value: 2, previous: 3), .notANumber(line: 4, text: "x"),
            ])
            #expect(file.check(limit: 1).faults.count == 1)
            let run = times(file)
            #expect(run.times == [1, 3])
            #expect(run.fault == .notAscending(line: 3, value: 2, previous: 3))
        }
        try withFile("0,1\n1\n2,-1\n3,1.5\n") { path in
            #expect(TraceFile(path: path, format: .minuteCounts(.even)).check().faults == [
                .missingCount(line: 2), .count(line: 3, text: "-1"), .count(line: 4, text: "1.5"),
            ])
        }
        try withFile("# nothing\n") { path in
            #expect(TraceFile(path: path, format: .timestamps).check().faults == [.empty(path: path)])
            #expect(times(TraceFile(path: path, format: .timestamps, period: 10)).times.isEmpty)
        }
        try withFile("1\n" + String(repeating: "9", count: 600_000) + "\n2\n") { path in
            let check = TraceFile(path: path, format: .timestamps).check()
            #expect(check.faults == [.lineTooLong(line: 2)])
            #expect(check.requests == 2)
        }
        #expect(TraceFile(path: "/dev/null", format: .timestamps).check().faults == [.notPlain(path: "/dev/null")])
        let missing = TraceFile(path: "/nowhere/at/all", format: .timestamps)
        #expect(missing.check().faults == [.unreadable(path: "/nowhere/at/all", code: ENOENT)])
    }

    /// More than one chunk of the reader, and copies that read on by themselves.
    @Test func longFilesAreStreamed() throws {
        let count = 100_000
        try withFile((0..<count).map { "\($0).25" }.joined(separator: "\n")) { path in
            let file = TraceFile(path: path, format: .timestamps)
            let isWhole = times(file, limit: .max).times == (0..<count).map { Double($0) + 0.25 }
            #expect(isWhole)
            var one = ArrivalGenerator(.trace(file), key: StreamKey(value: 0))
            for _ in 0..<50_000 { _ = one.next() }
            var other = one
            for _ in 0..<30_000 {
                let pair = (one.next(), other.next())
                #expect(pair.0 == pair.1)
            }
        }
    }
}
