// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Scenario
import Study
import Testing

@testable import Reporting

/// A finished run is priced again from what its results keep.
@Suite struct RepriceTests {
    private static let shop = """
        name: Shop
        period: { simulate: 10 min }
        traffic: { callers: { to: work, arrivals: { process: poisson, rate: 20/s } } }
        handlers: { work: { steps: [ compute: { exponential: 20 ms }, respond: 1 KB ] } }
        deployments:
          lambda: { provider: aws, region: us-east-1, place: { work: { use: lambda, memory: 1769 MB } } }
          fargate: { like: lambda, place: { work: { use: fargate, cpu: 1, memory: 2 GB, tasks: 2 } } }
          own: { place: { work: { use: pool, servers: 2 } } }

        """

    private static func run(_ prices: PriceBook) throws -> (result: StudyResult, stored: StoredRun) {
        var options = StudyOptions()
        options.seed = 3
        var rule = StoppingRule()
        rule.fixed = 3
        options.rule = rule
        let result = try ForecastStudy(Scenario.load(text: shop), prices: prices, options: options).run()
        let record = RunRecord(command: "", inputHash: "", prices: [])
        let text = ResultsDocument(result, record: record).text
        return (result, try StoredRun(Data(text.utf8), name: "results.json"))
    }

    /// To the last digit: not only as printed, but the very numbers.
    @Test func equalPricesGiveEqualFigures() throws {
        let prices = try PriceBook.standard()
        let (result, stored) = try Self.run(prices)
        let repriced = stored.repriced(under: prices)
        #expect(repriced.map(\.name) == result.deployments.map(\.name))
        for (new, old) in zip(repriced, result.deployments) {
            #expect(new.monthlyCost == old.monthlyCost)
            #expect(new.costByService == old.costByService)
            #expect(new.perReplication == old.perReplication.map(\.monthlyCost))
            #expect(new.invoice == old.invoice)
            #expect(new.isLowerBound == old.isLowerBound)
        }
    }

    /// As if the run had been done under the other prices in the first place.
    @Test func otherPricesGiveWhatARunUnderThemFinds() throws {
        let standard = try PriceBook.standard()
        let mine = try standard.adding(text: """
            discounts: { aws/lambda: 30% }
            prices: { aws/us-east-1/fargate/memory_x86: 1 }
            commitments: [ { provider: aws, plan: compute-1y-no-upfront, hourly: 0.05 } ]

            """, name: "mine.yaml")
        let repriced = try Self.run(standard).stored.repriced(under: mine)
        let direct = try Self.run(mine).result.deployments
        #expect(repriced.map(\.monthlyCost) == direct.map(\.monthlyCost))
        #expect(repriced.map(\.invoice) == direct.map(\.invoice))
        let before = try Self.run(standard).result.deployments
        #expect(repriced.map(\.monthlyCost.value) != before.map(\.monthlyCost.value))
    }

    @Test func damagedResultsAreToldWithTheirPlace() throws {
        func fault(_ text: String) -> StoredRunFault? {
            do throws(StoredRunFault) {
                _ = try StoredRun(Data(text.utf8), name: "r.json")
                return nil
            } catch {
                return error
            }
        }
        #expect(fault("") == .noResults("r.json"))
        #expect(fault("{ \"schema-version\": 2 }") == .tooOld("r.json"))
        let broken = "{ \"schema-version\": 3, \"scenario-name\": \"a\", \"billed-hours\": \"b\", \"deployments\": [] }"
        #expect(fault(broken) == .damaged("r.json", where: "billed-hours"))
        #expect(fault(broken.replacingOccurrences(of: "\"b\"", with: "-1")) == .damaged("r.json", where: "billed-hours"))
        #expect(fault(broken.replacingOccurrences(of: "3,", with: "999,")) == .tooNew("r.json"))
    }
}
