// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Testing
@testable import faascast

@Suite struct ValidateTests {
    /// The status of `validate` on a file of that name and text.
    private func status(_ name: String, _ text: String?) throws -> ExitCode {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent(name)
        if let text { try Data(text.utf8).write(to: file) }
        let command = try #require(try Faascast.parseAsRoot(["validate", file.path]) as? Validate)
        do {
            try command.run()
            return .success
        } catch let code as ExitCode { return code }
    }

    @Test(arguments: [
        ("m.json", "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}", ExitCode.success),
        ("m.asl.yaml", "StartAt: A\nStates: { A: { Type: Succeed } }", .success),
        ("m.json", "{\"StartAt\": \"B\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}", Exit.badInput),
        ("m.asl", "{}", Exit.badInput), ("m.asl.json", nil, Exit.unreadable), ("m.json", nil, Exit.unreadable),
        ("scenario.yaml", "name: none", Exit.badInput),
    ] as [(String, String?, ExitCode)])
    func endsWith(_ name: String, _ text: String?, _ expected: ExitCode) throws {
        #expect(try status(name, text) == expected)
    }
}
