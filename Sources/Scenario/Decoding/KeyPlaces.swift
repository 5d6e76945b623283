// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Where the keys of some mappings stand, for mistakes that only show when all has been read.
struct KeyPlaces {
    private var entries: [(mapping: String, key: String, place: SourcePlace)] = []

    mutating func note(_ key: String, in mapping: String, at place: SourcePlace) {
        entries.append((mapping, key, place))
    }

    /// The keys of a mapping, in the order of the file.
    func of(_ mapping: String) -> [(key: String, place: SourcePlace)] {
        entries.filter { $0.mapping == mapping }.map { ($0.key, $0.place) }
    }

    func place(of key: String, in mapping: String) -> SourcePlace? {
        entries.first { $0.mapping == mapping && $0.key == key }?.place
    }
}
