// SPDX-License-Identifier: GPL-3.0-or-later

/// A state that does the same with each item of a list.
public struct MapState: Hashable, Sendable {
    /// What is done with each item, or with each batch of them.
    public var processor: StateMachine
    public var mode: MapMode
    /// How many items or batches are worked on at once; nil and 0 mean as many as the mode allows: 40 inline, 10,000
    /// distributed.
    public var maxConcurrency: Given<Int>?
    /// How much may fail before the state does; one failure too many fails it. Distributed only.
    public var toleratedFailures: ToleratedFailures
    /// How items are gathered for one child execution. Distributed only.
    public var batcher: ItemBatcher?
    public var items: ItemSource
    /// Whether results are written to a bucket: one more request to it for each file. Distributed only.
    public var writesResults: Bool
}

public enum MapMode: Hashable, Sendable {
    /// Iterations are part of the execution and share its history.
    case inline
    /// Each item or batch is an execution of its own, billed by its type.
    case distributed(ExecutionType)
}

/// What an execution is billed by: transitions (Standard) or requests and GB-seconds (Express).
public enum ExecutionType: String, CaseIterable, Hashable, Sendable {
    case standard = "STANDARD"
    case express = "EXPRESS"
}

/// The bounds on failures of a Map state; the one that is reached first counts. None given means none tolerated.
public struct ToleratedFailures: Hashable, Sendable {
    /// 0 to 100.
    public var percentage: Given<Double>?
    /// Zero or more.
    public var count: Given<Int>?
}

/// The bounds of a batch, at least one of which is given; the one that is reached first counts.
public struct ItemBatcher: Hashable, Sendable {
    /// Above 0.
    public var maxItems: Given<Int>?
    /// Bytes, 1 to 262,144 (the limit of a state's payload).
    public var maxInputBytes: Given<Int>?
}

/// Where the items come from.
public enum ItemSource: Hashable, Sendable {
    /// The state's whole input is the list.
    case input
    /// A list within it, or one that is computed: the text of `ItemsPath` or `Items`.
    case selected(String)
    /// A list of that many items in the definition itself.
    case listed(count: Int)
    /// A bucket's objects or a file in it, read by `action`: `getObject` or `listObjectsV2`; at most `maxItems`.
    case read(action: String, maxItems: Given<Int>?)
}
