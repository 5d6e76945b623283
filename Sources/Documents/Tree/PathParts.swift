// SPDX-License-Identifier: GPL-3.0-or-later

/// A path taken apart at its last slash. Foundation's own does not survive names of one letter on every system.
public struct PathParts: Sendable {
    /// Empty for a name alone.
    public let folder: String
    public let name: String

    public init(_ path: String) {
        var path = path[...]
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard let slash = path.lastIndex(of: "/") else {
            folder = ""
            name = String(path)
            return
        }
        folder = slash == path.startIndex ? "/" : String(path[..<slash])
        name = String(path[path.index(after: slash)...])
    }

    /// The name without its ending: `shop` of `shop.yaml`.
    public var stem: String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }
}
