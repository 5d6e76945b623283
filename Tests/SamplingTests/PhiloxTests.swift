// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL
import Testing

/// Random123's known-answer vectors for philox4x32-10 (kat_vectors of the Random123 distribution, version 1.14).
@Suite struct PhiloxTests {
    struct Vector: Sendable {
        let counter: [UInt32]
        let key: [UInt32]
        let answer: [UInt32]
    }

    static let vectors = [
        Vector(counter: [0, 0, 0, 0], key: [0, 0], answer: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
        Vector(
            counter: [.max, .max, .max, .max], key: [.max, .max],
            answer: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
        Vector(
            counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], key: [0xa409_3822, 0x299f_31d0],
            answer: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
    ]

    @Test(arguments: vectors) func knownAnswer(vector: Vector) {
        func word(_ words: [UInt32], _ at: Int) -> UInt64 { UInt64(words[at]) | UInt64(words[at + 1]) << 32 }
        let block = cgsl_philox(word(vector.key, 0), word(vector.counter, 2), word(vector.counter, 0))
        #expect(block.first == word(vector.answer, 0))
        #expect(block.second == word(vector.answer, 2))
    }
}
