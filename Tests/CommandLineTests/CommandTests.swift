// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
@testable import faascast

@Suite struct CommandTests {
    @Test func theCommandsParse() throws {
        #expect(throws: Never.self) { try Faascast.parseAsRoot(["run", "shop.yaml", "--set", "a.b=1", "--threads", "2"]) }
        #expect(throws: (any Error).self) { try Faascast.parseAsRoot(["run"]) }
        #expect(throws: (any Error).self) { try Faascast.parseAsRoot(["run", "shop.yaml", "--threads", "0"]) }
        #expect(throws: (any Error).self) { try Faascast.parseAsRoot(["dance"]) }
    }
}
