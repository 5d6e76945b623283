// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// What comes out of reading a scenario beside its values: mistakes, warnings and assumptions.
///
/// A reference that the readers of one load share; it never leaves that load.
final class Reading {
    private(set) var faults: [ScenarioFault.Located] = []
    private(set) var warnings: [Diagnostic] = []
    private(set) var assumptions: [Assumption] = []
    private var notedPaths: Set<String> = []
    let profiles: ProfileLibrary
    let files: any FileReader

    init(profiles: ProfileLibrary, files: any FileReader) {
        self.profiles = profiles
        self.files = files
    }
}
