// SPDX-License-Identifier: GPL-3.0-or-later

/// The `Type` of a state.
public enum StateType: String, CaseIterable, Sendable {
    case task = "Task"
    case choice = "Choice"
    case parallel = "Parallel"
    case map = "Map"
    case wait = "Wait"
    case pass = "Pass"
    case succeed = "Succeed"
    case fail = "Fail"

    /// Whether it has `Next` or `End`.
    var hasTransition: Bool { self != .choice && self != .succeed && self != .fail }

    /// Whether it can be tried again and its errors caught.
    var canFail: Bool { self == .task || self == .parallel || self == .map }
}
