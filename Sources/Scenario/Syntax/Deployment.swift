// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels

/// One hosting option as the file states it, with what it takes over from the one it is like.
public struct Deployment: Sendable {
    public var name: String
    public var provider: Provider
    public var region: Region
    /// The application with `instead` applied.
    public var application: Application
    /// Where each part goes: settled, with every default filled in.
    /// Handlers, then workflows.
    public var handlers: [HandlerPlacement]
    /// Handlers that several of them share.
    public var splits: [HandlerSplit]
    public var doors: [DoorPlacement]
    public var backends: [BackendPlacement]
    public var channels: [ChannelPlacement]
    /// How far apart its places are.
    var network: NetworkMap
    /// Every value that went into it.
    public var assumptions: [Assumption]
    /// What is odd about it alone.
    public var warnings: [Diagnostic]
}
