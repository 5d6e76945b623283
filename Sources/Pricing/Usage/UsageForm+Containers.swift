// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

extension UsageForm {
    /// How Fargate tasks are paid for.
    private enum Purchase {
        case onDemand, spot
        case savingsPlan(String)
    }

    /// `{ tasks, vcpu, memory, architecture?, seconds? or hours?, ephemeral-storage?, pricing? }`, the time being that of
    /// each task, from the start of its image's download.
    static func fargate(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let tasks = keys.count("tasks")
        let cpu = keys.count("vcpu")
        let memory = keys.gigabytes("memory")
        let architecture = keys.architecture().rawValue
        let storage = context.rule("fargate/ephemeral_above_20GB")
            .charged(gigabytes: keys.gigabytes("ephemeral-storage", default: 0))
        let hours = keys.has("seconds") ? keys.count("seconds", default: 0) / 3600 : keys.hours(context)
        if keys.has("seconds"), let both = keys.take("hours") {
            keys.diagnostics.error(.custom(what: "both `seconds` and `hours`", hint: "keep one of them"), at: both)
        }
        let purchase = purchase(&keys, context)
        guard let tasks, let cpu, let memory, let purchase else { return nil }
        guard isSold(cpu, memory, &keys) else { return nil }
        let rule = context.rule("fargate/vcpu_\(architecture)")
        let time = TaskSeconds(nanoseconds: hours.hoursInNanoseconds, rule: rule)
        let (prefix, plan): (String, String?) =
            switch purchase {
            case .onDemand: ("", nil)
            case .spot: ("spot_", nil)
            case .savingsPlan(let name): ("", name)
            }
        let uses = [
            PriceUse("fargate/\(prefix)vcpu_\(architecture)", time.unitHours(tasks: tasks, units: cpu), savingsPlan: plan),
            PriceUse(
                "fargate/\(prefix)memory_\(architecture)", time.unitHours(tasks: tasks, units: memory), savingsPlan: plan),
        ]
        guard storage > 0 else { return uses }
        return uses + [PriceUse("fargate/ephemeral_above_20GB", time.unitHours(tasks: tasks, units: storage))]
    }

    private static func isSold(_ cpu: Decimal, _ memory: Decimal, _ keys: inout MappingReader) -> Bool {
        switch TaskSize.fault(vCPU: cpu.approximate, gigabytes: memory.approximate) {
        case nil: return true
        case .noSuchCores:
            let known = TaskSize.gigabytes.keys.sorted().map { "\(Decimal($0))" }.joined(separator: ", ")
            keys.diagnostics.error(
                .custom(what: "Fargate has no task with \(cpu) vCPU", hint: "it has \(known)"), at: keys.node)
        case .memory(let range):
            keys.diagnostics.error(
                .custom(
                    what: "Fargate has no task with \(cpu) vCPU and \(memory) GB",
                    hint: "from \(Decimal(range.lowerBound)) to \(Decimal(range.upperBound)) GB go with so many cores"),
                at: keys.node)
        }
        return false
    }

    /// `on-demand`, `spot` or the name of a savings plan; on demand if nothing is said.
    private static func purchase(_ keys: inout MappingReader, _ context: UsageContext) -> Purchase? {
        let known = ["on-demand", "spot"] + context.savingsPlanNames
        guard keys.has("pricing") else { keys.allow(["pricing"]); return .onDemand }
        return keys.required("pricing", .name(of: "pricing", among: known)).map { name in
            switch name {
            case "on-demand": .onDemand
            case "spot": .spot
            default: .savingsPlan(name)
            }
        }
    }
}
