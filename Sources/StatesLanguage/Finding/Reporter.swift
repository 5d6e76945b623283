// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Reports what is wrong, with the name of the state that it is wrong in.
struct Reporter {
    let diagnostics: Diagnostics
    /// Nil for what concerns the whole definition.
    let state: String?

    func error(_ fault: StatesFault, at node: Node) { diagnostics.error(fault.fault(in: state), at: node) }

    func error(_ fault: StatesFault, at place: SourcePlace, path: String) {
        diagnostics.error(fault.fault(in: state), at: place, path: path)
    }

    func warning(_ fault: StatesFault, at node: Node) { diagnostics.warning(fault.fault(in: state), at: node) }

    func warning(_ fault: StatesFault, at place: SourcePlace, path: String) {
        diagnostics.warning(fault.fault(in: state), at: place, path: path)
    }
}
