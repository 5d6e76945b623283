// SPDX-License-Identifier: GPL-3.0-or-later
import Study

extension Shape where Value == Finding {
    static var finding: Self {
        .record("finding", "Something that a run showed to be wrong with an option.", [
            Field("rule", .word) { $0.rule },
            Field("subject", .text, "the part that it is about") { $0.subject },
            Field("title", .text) { $0.title },
            Field("evidence", .text, "what this simulation saw") { $0.evidence },
            Field("knob", .text, "what to turn, and which way") { $0.knob },
            Field("address", .text, "of the setting, as --set takes it") { $0.address },
        ])
    }
}
