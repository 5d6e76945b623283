// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds what a user probably meant to write.
public enum NearestName {
    /// The candidate nearest to `name`, if it is near enough to be a likely slip; the first of equals.
    ///
    /// Case and the choice between `-`, `_` and a space count for nothing, so `Max_Tasks` finds `max-tasks`.
    /// Otherwise one mistake is allowed for every three letters of the name: more would suggest nonsense.
    public static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        let wanted = folded(name)
        guard !wanted.isEmpty, wanted.count <= 100 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate != name {
            let folded = folded(candidate)
            let limit = min(max(1, max(wanted.count, folded.count) / 3), 4)
            guard abs(folded.count - wanted.count) <= limit else { continue }
            let distance = distance(wanted, folded)
            // A word of one or two letters has nothing in common with another at distance one: `ms` is no slip for `h`.
            guard distance <= limit, distance < wanted.count, distance < best?.distance ?? .max else { continue }
            best = (candidate, distance)
        }
        return best?.name
    }

    /// The number of insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`.
    ///
    /// Damerau–Levenshtein in its "optimal string alignment" form (no letter edited twice).
    /// - Complexity: O(a.count × b.count)
    public static func distance(_ a: String, _ b: String) -> Int { distance(Array(a), Array(b)) }

    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                let substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                row[j] = min(last[j] + 1, row[j - 1] + 1, substituted)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }

    private static func folded(_ name: String) -> [Character] {
        name.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 }
    }
}
