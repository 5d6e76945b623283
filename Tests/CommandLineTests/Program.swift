// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// The built program, run in a folder of its own.
struct Program {
    struct Outcome {
        var status: Int32
        var output: String
        var error: String
        var all: String { output + error }
    }

    let folder: URL

    /// A temporary folder with these files; it is removed by `remove`.
    init(files: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("faascast-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The program stands beside the bundle of the tests.
    static var path: String {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("faascast").path
    }

    /// Runs a line of the shell in the folder, in which `faascast` is the program.
    func shell(_ line: String, environment: [String: String] = [:]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", "faascast() { \"$PROGRAM\" \"$@\"; }\n" + line]
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        variables["NO_COLOR"] = nil
        variables.merge(environment) { $1 }
        variables["PROGRAM"] = Self.path
        process.environment = variables
        // Files, not pipes: a full pipe would wait for a reader.
        let streams = try ["stdout", "stderr"].map { name in
            let file = folder.appendingPathComponent(".\(name)-\(UUID().uuidString)")
            try Data().write(to: file)
            return (file: file, handle: try FileHandle(forWritingTo: file))
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = streams[0].handle
        process.standardError = streams[1].handle
        try process.run()
        process.waitUntilExit()
        let texts = try streams.map { stream in
            try stream.handle.close()
            defer { try? FileManager.default.removeItem(at: stream.file) }
            return String(decoding: try Data(contentsOf: stream.file), as: UTF8.self)
        }
        return Outcome(status: process.terminationStatus, output: texts[0], error: texts[1])
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
    }

    func content(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }
}

extension Program {
    /// Ten minutes of two options, a fraction of a second to run.
    static let shop = """
        name: Shop
        period: { simulate: 10 min }
        traffic: { callers: { to: work, arrivals: { process: poisson, rate: 20/s } } }
        handlers: { work: { steps: [ compute: { exponential: 20 ms }, respond: 1 KB ] } }
        deployments:
          lambda: { provider: aws, region: us-east-1, place: { work: { use: lambda, memory: 1769 MB } } }
          fargate: { like: lambda, place: { work: { use: fargate, cpu: 1, memory: 2 GB, tasks: 2 } } }
        objectives: { work: { p99: 1 ms } }

        """

    /// Two servers of 200 ms carry ten requests a second; twenty come.
    static let overload = """
        name: Overload
        period: { simulate: 1 h }
        traffic: { callers: { to: work, arrivals: { process: poisson, rate: 20/s } } }
        handlers: { work: { steps: [ compute: { exponential: 200 ms } ] } }
        deployments: { pool: { place: { work: { use: pool, servers: 2, queue: unlimited } } } }

        """
}
