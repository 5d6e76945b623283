// SPDX-License-Identifier: GPL-3.0-or-later

/// The role of a part of an application.
public enum PartRole: String, Sendable, CaseIterable {
    case handler, door, backend, channel, workflow

    /// The key under `place` that places all parts of the role.
    public var groupKey: String { rawValue + "s" }
}

/// What kind of backend or channel a part is.
public enum PartKind: Sendable, Hashable {
    case backend(BackendKind)
    case channel(ChannelKind)

    var name: String {
        switch self {
        case .backend(let kind): kind.rawValue
        case .channel(let kind): kind.rawValue
        }
    }
}
