// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Pricing
import Study

/// The version of results, read before anything else of them.
struct StoredVersion: Decodable {
    let number: Int

    private enum CodingKeys: String, CodingKey { case number = "schema-version" }
}

/// The part of `results.json` that pricing asks for, as it is written (`Shape+Meters`).
struct StoredResults: Decodable {
    private struct Deployment: Decodable {
        let name: String
        /// None where a cap stopped the run.
        let monthlyCost: Cost?
        let functions: [Function]
        let perReplication: [Replication]
        let meters: Record

        enum CodingKeys: String, CodingKey {
            case name, meters, functions
            case monthlyCost = "monthly-cost"
            case perReplication = "per-replication"
        }
    }

    private struct Cost: Decodable { let value: Exact }

    private struct Function: Decodable {
        let name: String
        let meanBilledDuration: Double?

        enum CodingKeys: String, CodingKey {
            case name
            case meanBilledDuration = "mean-billed-duration"
        }
    }

    private struct Replication: Decodable {
        let monthlyCost: Exact

        enum CodingKeys: String, CodingKey { case monthlyCost = "monthly-cost" }
    }

    private struct Record: Decodable {
        let replications: Int
        let freeTier: Bool
        let meters: [Meter]
        let unnamed: [Unnamed]

        enum CodingKeys: String, CodingKey {
            case replications, meters, unnamed
            case freeTier = "free-tier"
        }
    }

    private struct Meter: Decodable {
        let provider, region, service, dimension, part: String
        let savingsPlan: String?
        let quantities: [Exact]

        enum CodingKeys: String, CodingKey {
            case provider, region, service, dimension, part, quantities
            case savingsPlan = "savings-plan"
        }

        var value: MeterRecord.Meter {
            let price = PriceID(
                provider: CloudProvider(rawValue: provider), region: region, service: service, dimension: dimension,
                savingsPlan: savingsPlan)
            return MeterRecord.Meter(price: price, part: part, quantities: quantities.map(\.value))
        }
    }

    private struct Unnamed: Decodable {
        let service, title, unit, note, part: String
        let unitPrice: Exact?
        let quantities: [Exact]

        enum CodingKeys: String, CodingKey {
            case service, title, unit, note, part, quantities
            case unitPrice = "unit-price"
        }

        var value: MeterRecord.Unnamed {
            MeterRecord.Unnamed(
                service: service, title: title, unit: unit, note: note, part: part, unitPrice: unitPrice?.value,
                quantities: quantities.map(\.value))
        }
    }

    private let scenarioName: String
    private let billedHours: Double
    private let deployments: [Deployment]

    private enum CodingKeys: String, CodingKey {
        case deployments
        case scenarioName = "scenario-name"
        case billedHours = "billed-hours"
    }

    var run: StoredRun {
        get throws {
            guard billedHours > 0, billedHours.isFinite else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: [CodingKeys.billedHours], debugDescription: "hours above 0 were expected"))
            }
            return StoredRun(
                scenarioName: scenarioName, billedHours: billedHours,
                deployments: try deployments.compactMap { deployment in
                    guard let cost = deployment.monthlyCost else { return nil }
                    let record = deployment.meters
                    let lengths = record.meters.map(\.quantities.count) + record.unnamed.map(\.quantities.count)
                    guard lengths.allSatisfy({ $0 == record.replications }), record.replications > 0 else {
                        throw DecodingError.dataCorrupted(
                            .init(codingPath: [], debugDescription: "a quantity for each replication was expected"))
                    }
                    return StoredRun.Deployment(
                        name: deployment.name, monthlyCost: cost.value.value.approximate,
                        perReplication: deployment.perReplication.map(\.monthlyCost.value.approximate),
                        record: MeterRecord(
                            replications: record.replications, freeTier: record.freeTier,
                            meters: record.meters.map(\.value), unnamed: record.unnamed.map(\.value)),
                        billedDurations: deployment.functions.compactMap { function in
                            function.meanBilledDuration.map { (name: function.name, seconds: $0) }
                        })
                },
                stopped: deployments.filter { $0.monthlyCost == nil }.map(\.name))
        }
    }
}

/// A decimal number that is written as text, so that no reader rounds it.
struct Exact: Decodable {
    let value: Decimal

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")), !value.isNaN else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a decimal number was expected")
        }
        self.value = value
    }
}
