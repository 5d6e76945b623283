// SPDX-License-Identifier: GPL-3.0-or-later
import Pricing
import Scenario
import Testing

@testable import Study

/// The month of a scenario that a usage file became is the file's.
@Suite struct ImportedMonthTests {
    @Test func theMonthlyRequestsAreKept() throws {
        let usage = try InfracostUsage.load(text: """
            version: 0.1
            resource_usage:
              aws_lambda_function.api: { monthly_requests: 30M, request_duration_ms: 5000 }
              aws_sqs_queue.jobs: { monthly_requests: 60M, request_size_kb: 4 }
              aws_dynamodb_table.orders: { monthly_write_request_units: 10M, monthly_read_request_units: 20M }

            """, name: "usage.yml")
        let text = ImportedScenario(usage, name: "shop", region: "us-east-1").text
        let result = try Fixtures.study(text, replications: 3)
        let lines = result.deployments[0].invoice
        func isNear(_ meter: String, _ expected: Double) throws {
            let seen = try #require(lines.first { $0.meter == meter }).quantity.value
            // Three hours of Poisson traffic, some ten thousand events an hour and more: five deviations are 2 %.
            #expect(abs(seen / expected - 1) < 0.03, "\(meter): \(seen)")
        }
        try isNear("lambda/requests_x86", 30e6)
        // 5 s of 1,769 MB each, and no cut at a timeout.
        try isNear("lambda/duration_x86", 30e6 * 5 * 1769 / 1024)
        try isNear("sqs/standard_request", 60e6)
        try isNear("dynamodb/ondemand_write_unit", 10e6)
        try isNear("dynamodb/ondemand_read_unit", 20e6)
        #expect(lines.allSatisfy { $0.amount != nil })
    }
}
