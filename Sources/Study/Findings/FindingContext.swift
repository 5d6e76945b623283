// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Measurement
import PlatformModels

/// What the rules look at: an option's plan, and what all its replications saw together.
struct FindingContext: Sendable {
    /// Another option, as far as a rule compares with it.
    struct Rival: Sendable {
        var name: String
        var plan: Plan
        /// Dollars of each replication's month.
        var costs: [Double]
        /// Whether it does what was asked.
        var isEligible: Bool
    }

    let deployment: String
    let plan: Plan
    let seen: Observation
    let scopes: FlowScopes
    let objectives: [(spec: ObjectiveSpec, result: ObjectiveResult)]
    let addresses: PartAddresses
    let charts: [ChartSeries]
    let costs: [Double]
    var rivals: [Rival] = []
    /// Month over the observed time of all replications.
    let perMonth: Double
    let calls: CallTable
    /// What one run of each handler uses, by handler.
    let uses: [UseCounts]

    init?(_ fold: DeploymentFold, _ result: DeploymentResult) {
        guard let pool = fold.pool, pool.window > .zero else { return nil }
        deployment = fold.subject.name
        plan = fold.subject.plan
        seen = pool
        scopes = fold.scopes
        // The judge leaves out what a deployment does not have, and keeps the order.
        objectives = result.objectives.compactMap { judged in
            fold.subject.objectives.first {
                $0.subjectName == judged.subject && $0.measure == judged.measure && $0.bound == judged.bound
            }.map { ($0, judged) }
        }
        addresses = fold.subject.addresses
        charts = result.charts
        costs = result.perReplication.map(\.monthlyCost)
        perMonth = fold.subject.billedHours * 3600 / pool.window.seconds
        calls = CallTable(of: plan)
        uses = plan.handlers.indices.map { [plan] in UseCounts(of: $0, in: plan) }
    }

    func finding(
        _ rule: FindingRule, _ subject: String, _ title: String, evidence: String, knob: String, address: String
    ) -> Finding {
        Finding(
            rule: rule, deployment: deployment, subject: subject, title: title, evidence: evidence, knob: knob,
            address: address)
    }

    // MARK: Numbers in sentences

    /// A count as it is in a billed month.
    func monthly(_ count: UInt64) -> String { Self.count(Double(count) * perMonth) + " a month" }

    /// With three digits that say something.
    static func count(_ value: Double) -> String {
        guard value >= 1000 else { return Wording.significant(value, 3) }
        let unit = pow(10, (log10(value)).rounded(.down) - 2)
        return Wording.count(UInt64((value / unit).rounded() * unit))
    }

    /// A share of something; "100 %" for all of it and never more.
    static func percent(_ events: UInt64, of trials: UInt64) -> String {
        Wording.percent(trials > 0 ? min(1, Double(events) / Double(trials)) : 0)
    }

    static func seconds(nanoseconds: Double) -> String { Wording.seconds(nanoseconds * 1e-9) }

    /// More than a handful, and at least one in a thousand: what is rarer is no reason to change anything.
    static func isMaterial(_ events: UInt64, of trials: UInt64) -> Bool {
        events >= 5 && Double(events) >= 0.001 * Double(trials)
    }

    // MARK: Who does what

    func handlers(onFunction function: Int) -> [Int] {
        plan.handlers.indices.filter { plan.handlers[$0].fleet == .function(function) }
    }

    /// On functions each handler has one of its own.
    func handlerName(onFunction function: Int) -> String {
        handlers(onFunction: function).first.map { plan.handlers[$0].name } ?? plan.functions[function].name
    }

    /// The channels that bring messages to a handler, those that no scenario names left out.
    func channels(to handler: Int) -> [Int] {
        plan.channels.indices.filter { channel in
            !plan.channels[channel].isImplicit
                && plan.channels[channel].subscriptions.contains { $0.target == .handler(handler) }
        }
    }

    /// The rows of the calls of a backend that were made, most first.
    func callers(ofBackend backend: Int) -> [(handler: Int, attempts: UInt64)] {
        calls.rows.filter { $0.target == .backend(backend) }
            .map { row in (row.handler, row.calls.reduce(0) { $0 + seen.calls[$1].attempts }) }
            .filter { $0.1 > 0 }
            .sorted { $0.1 > $1.1 }
            .map { (handler: $0.0, attempts: $0.1) }
    }

    func name(of target: CallTarget) -> String {
        switch target {
        case .backend(let index): plan.backends[index].name
        case .handler(let index): plan.handlers[index].name
        case .channel(let index): plan.channels[index].name
        }
    }

    /// Every subscription with its plan and what it saw.
    var subscriptions: [(channel: ChannelPlan, plan: SubscriptionPlan, seen: SubscriptionObservation)] {
        zip(plan.channels, seen.channels).flatMap { channel, observed in
            zip(channel.subscriptions, observed.subscriptions).map { (channel, $0, $1) }
        }
    }

    func isWorkflow(_ target: SubscriptionTarget) -> Bool {
        guard case .handler(let handler) = target, case .workflow = plan.handlers[handler].fleet else { return false }
        return true
    }

    /// Where an option of delivery stands; those of asynchronous invocations stand with the handler.
    func address(of option: String, at channel: ChannelPlan, _ subscription: SubscriptionPlan) -> String {
        guard channel.isImplicit, case .handler(let handler) = subscription.target else {
            return addresses.channel(channel.name, option)
        }
        return addresses.handler(plan.handlers[handler].name, "asynchronous.\(option)")
    }
}
