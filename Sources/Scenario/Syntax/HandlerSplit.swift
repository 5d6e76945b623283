// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// A handler that a deployment places on several products at once.
public struct HandlerSplit: Sendable {
    /// The handler that is asked for; it stands for the first member.
    public var handler: String
    public var rule: SplitPlan.Rule
    /// Names of the further members, which the application has as handlers of the same steps.
    public var others: [String]
}
