// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation

extension UsageForm {
    /// `{ requests, duration, memory, architecture?, ephemeral-storage?, init?, cold-starts?, bill-increment?, savings-plan? }`
    ///
    /// `duration` is that of every request; `init` comes before it in as many of them as `cold-starts` says.
    static func lambda(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let requests = keys.count("requests")
        let duration = keys.invocationTime("duration")
        let memory = keys.functionMemory("memory")
        let architecture = keys.architecture().rawValue
        let ephemeral = context.rule("lambda/ephemeral_storage_above_512MB")
            .charged(gigabytes: keys.gigabytes("ephemeral-storage", default: 0)) * 1024
        let initialisation = keys.nanoseconds("init", default: 0)
        let coldStarts = keys.has("init") ? keys.count("cold-starts") : keys.count("cold-starts", default: 0)
        let rule = context.rule("lambda/duration_\(architecture)")
        let increment = BillingIncrement(
            increment: keys.nanoseconds("bill-increment", default: rule.time?.increment ?? 1))
        let plan = keys.savingsPlan(context)
        guard let requests, let duration, let memory, let coldStarts else { return nil }
        guard coldStarts <= requests else {
            keys.diagnostics.error(.custom(what: "more cold starts than requests", hint: nil), at: keys.node)
            return nil
        }
        // Initialisation and handler are rounded together.
        let cold = seconds(increment.billed(nanoseconds: initialisation.addingSaturated(duration)))
        let warm = seconds(increment.billed(nanoseconds: duration))
        let billed = coldStarts * cold + (requests - coldStarts) * warm
        let uses = [
            PriceUse("lambda/requests_\(architecture)", requests),
            PriceUse(
                "lambda/duration_\(architecture)", FunctionDuration.gigabyteSeconds(seconds: billed, megabytes: memory),
                savingsPlan: plan),
        ]
        guard ephemeral > 0 else { return uses }
        let storage = FunctionDuration.gigabyteSeconds(seconds: billed, megabytes: ephemeral)
        return uses + [PriceUse("lambda/ephemeral_storage_above_512MB", storage)]
    }

    /// `{ concurrency, memory, hours?, requests?, duration?, architecture?, savings-plan? }`
    static func lambdaProvisioned(_ keys: inout MappingReader, _ context: UsageContext) -> [PriceUse]? {
        let concurrency = keys.count("concurrency")
        let memory = keys.functionMemory("memory")
        let hours = keys.hours(context)
        let requests = keys.count("requests", default: 0)
        let duration = requests > 0 ? keys.invocationTime("duration") : keys.nanoseconds("duration", default: 0)
        let architecture = keys.architecture().rawValue
        let plan = keys.savingsPlan(context)
        guard let concurrency, let memory, let duration else { return nil }
        let held = ProvisionedConcurrencyHours(
            concurrency: concurrency, nanoseconds: hours.hoursInNanoseconds,
            rule: context.rule("lambda/provisioned_concurrency_\(architecture)"))
        let rule = context.rule("lambda/provisioned_duration_\(architecture)")
        let busy = requests * seconds(rule.billed(nanoseconds: duration))
        return [
            PriceUse(
                "lambda/provisioned_concurrency_\(architecture)", held.gigabyteSeconds(megabytes: memory),
                savingsPlan: plan),
            PriceUse(
                "lambda/provisioned_duration_\(architecture)",
                FunctionDuration.gigabyteSeconds(seconds: busy, megabytes: memory), savingsPlan: plan),
            PriceUse("lambda/provisioned_requests_\(architecture)", requests),
        ]
    }

    private static func seconds(_ nanoseconds: Int64) -> Decimal { Decimal(nanoseconds) / 1_000_000_000 }
}

extension Decimal {
    /// This many hours in whole nanoseconds, at most 292 years.
    var hoursInNanoseconds: Int64 {
        let nanoseconds = (self * 3_600_000_000_000).rounded(places: 0)
        return Int64(nanoseconds.description) ?? .max
    }
}

extension Int64 {
    /// The sum, or the greatest number there is.
    func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
