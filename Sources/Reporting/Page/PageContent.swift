// SPDX-License-Identifier: GPL-3.0-or-later
import Study

/// What the template of the page takes. Texts are escaped by the template; only `style` and drawings are put in as
/// they are, and drawings escape what they are given.
struct PageContent {
    var style: String
    var scenario: String
    var verdict: String
    var facts: [String]
    /// Why the figures are not to be quoted; nil otherwise.
    var banner: String?
    var cards: [Card]
    var excluded: [String]
    var warnings: [String]
    var notPriced: [TableContent]
    var options: TableContent
    /// What the scenario says cannot be, with the reasons.
    var impossible: [String]
    var differences: [TableContent]
    var costChart: String
    var costs: TableContent
    var costPerMillion: [TableContent]
    var percentileChart: String?
    var warmChart: String?
    var coldChart: String?
    var latencies: TableContent
    var flows: [Details]
    /// One request's life under each option; empty where none was followed.
    var lives: [Life]
    var courses: [CourseGroup]
    var fleets: [TableContent]
    /// Messages and executions; empty where there are none.
    var messages: [TableContent]
    var calls: [Details]
    var findings: [FindingContent]
    var objectives: [TableContent]
    var invoices: [Details]
    var assumptions: [Details]
    var method: TableContent
    var command: String

    /// An option at a glance.
    struct Card {
        var name: String
        var cost: String
        var interval: String
        var p99: String
        var standing: TableContent.Cell
        var badge: String?
    }

    /// A table behind a summary.
    struct Details {
        var summary: String
        var isOpen: Bool
        var table: TableContent
    }

    /// A finding, for the options that it was made of.
    struct FindingContent {
        var names: String
        var title: String
        var evidence: String
        var knob: String
        var address: String
    }

    /// What became of a request under an option, and its Gantt chart.
    struct Life {
        var outcome: String
        var chart: String
    }

    struct CourseGroup {
        var name: String
        var charts: [String]
    }
}
