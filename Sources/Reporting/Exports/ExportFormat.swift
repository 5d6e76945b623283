// SPDX-License-Identifier: GPL-3.0-or-later

/// What a finished month is written for.
public enum ExportFormat: String, Sendable, CaseIterable {
    /// A CSV file with the columns of the FinOps Open Cost and Usage Specification, version 1.2.
    case focus
    /// Usage entries of the AWS Pricing Calculator's interface.
    case awsCalculator = "aws-calculator"
    /// A usage file of Infracost.
    case infracost
}

/// A finished month in another program's form.
public struct ExportedMonth: Sendable, Equatable {
    /// Ending with a line break.
    public var text: String
    /// What had to be left out, or was filled in, a sentence each.
    public var notes: [String]

    public init(text: String, notes: [String]) {
        self.text = text
        self.notes = notes
    }
}
