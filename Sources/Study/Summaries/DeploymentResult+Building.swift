// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Measurement
import PlatformModels

extension DeploymentFold {
    /// Everything known about the deployment so far; nil before the first replication.
    func result() -> DeploymentResult? {
        var flows = flowResults()
        guard !records.isEmpty, !flows.isEmpty else { return nil }
        let overall = flows.removeFirst()
        var result = DeploymentResult(
            name: subject.name, monthlyCost: monthlyCost, isLowerBound: records.contains { $0.bill.isLowerBound },
            overall: overall)
        let bills = billSummary
        result.invoice = bills.invoiceLines
        result.costByService = bills.costByService
        result.meters = MeterRecord(bills.bills, freeTier: subject.freeTier)
        result.months = (records.first?.bill.months ?? []).enumerated().map { index, first in
            MonthCost(month: first.month, cost: estimate { $0.bill.months[index].total.approximate })
        }
        if records.first?.bill.twelfthMonthIfKept != nil {
            result.twelfthMonthIfKept = estimate { ($0.bill.twelfthMonthIfKept ?? 0).approximate }.value
        }
        result.costPerMillion = costPerMillion()
        result.sources = Array(flows.prefix(scopes.sources.count))
        flows.removeFirst(scopes.sources.count)
        result.flows = Array(flows.prefix(scopes.flows.count))
        flows.removeFirst(scopes.flows.count)
        result.handlers = flows
        result.functions = functionResults()
        result.services = serviceResults()
        result.backends = backendResults()
        result.channels = channelResults()
        result.workflows = workflowResults()
        result.calls = callResults()
        result.doors = doorResults()
        result.charts = charts.series
        result.objectives = ObjectiveJudge(fold: self).results()
        result.stability = backlog.stability
        // A first look decides nothing.
        if design.isPilot {
            for index in result.objectives.indices { result.objectives[index].status = .undecided }
            result.stability = .stable
        }
        if !design.isPilot, let stopped {
            result.stopped = stopped
            result.forgetBill()
            for index in result.objectives.indices {
                result.objectives[index].status = .undecided
                result.objectives[index].found = nil
                result.objectives[index].evidence = "not judged: \(stopped.sentence)"
            }
        }
        result.perReplication = records.enumerated().map { figures($1, number: $0) }
        result.violations = violations
        result.assumptions = subject.assumptions
        return result
    }

    private func figures(_ record: ReplicationRecord, number: Int) -> ReplicationFigures {
        let counts = scopes.overall.counts(in: record.observation)
        let latency = record.latencies[0].all
        func seconds(_ quantile: Double) -> Double? {
            LatencySection.quantiles.firstIndex(of: quantile).flatMap { latency.values[$0] }.map { $0 * 1e-9 }
        }
        let calls = record.observation.functions.reduce(0) { $0 + $1.invocations }
        let cold = record.observation.functions.reduce(0) { $0 + $1.coldStarts }
        return ReplicationFigures(
            replication: number, monthlyCost: record.bill.total.approximate, offered: counts.offered,
            answered: counts.answered, mean: latency.count > 0 ? latency.sum * 1e-9 / Double(latency.count) : nil,
            p50: seconds(0.5), p99: seconds(0.99),
            coldStartShare: calls > 0 ? Double(cold) / Double(calls) : nil)
    }

    /// What the comparison needs; the result must be this fold's.
    func contender(_ result: DeploymentResult) -> Contender {
        var exclusions: [ExclusionReason] = []
        if let stopped = result.stopped {
            // Of such a run nothing else says anything.
            return Contender(
                name: result.name, monthlyCost: result.monthlyCost, costs: [], p99s: [],
                exclusions: [.stopped(stopped)], setsObjectives: !result.objectives.isEmpty)
        }
        if !result.stability.isStable { exclusions.append(.unstable) }
        if !result.violations.isEmpty { exclusions.append(.unsound) }
        if sawNothing { exclusions.append(.nothingCame) }
        let work = workDone
        if !sawNothing { exclusions += work.exclusions }
        for objective in result.objectives {
            switch objective.status {
            case .met: break
            case .missed: exclusions.append(.missesObjective(objective.name))
            case .undecided: exclusions.append(.undecidedObjective(objective.name))
            }
        }
        exclusions += result.invoice.filter { $0.amount == nil && $0.quantity.value > 0 }.map { .notPriced($0.title) }
        return Contender(
            name: result.name, monthlyCost: result.monthlyCost,
            costs: result.perReplication.map(\.monthlyCost), p99s: result.perReplication.map(\.p99),
            exclusions: exclusions, setsObjectives: !result.objectives.isEmpty, work: work)
    }
}

extension DeploymentResult {
    /// What part of a period used is no month's bill.
    fileprivate mutating func forgetBill() {
        invoice = []
        months = []
        costByService = []
        costPerMillion = CostPerMillion()
        isLowerBound = false
    }
}
