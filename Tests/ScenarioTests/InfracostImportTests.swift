// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Testing

@testable import Scenario

/// Usage files of Infracost, read as traffic.
@Suite struct InfracostImportTests {
    private func mistakes(_ text: String) -> [String] {
        do throws(DocumentFailure) {
            _ = try InfracostUsage.load(text: text, name: "u.yml")
            return []
        } catch {
            return error.diagnostics.map { "\($0.place): \(FaultSentence($0.fault).text)" }
        }
    }

    @Test func addressesAndDefaultsAreUnderstood() throws {
        let usage = try InfracostUsage.load(
            text: """
                version: 0.1
                resource_type_default_usage:
                  aws_lambda_function: { request_duration_ms: 500, monthly_requests: 7 }
                resource_usage:
                  module.shop["eu.west"].aws_lambda_function.work[0]: { monthly_requests: 3M }
                  aws_lambda_function.work: {}
                  aws_sqs_queue.size: { monthly_requests: 2.5, request_size_kb: 10 }
                  aws_dynamodb_table.orders: { monthly_read_request_units: 5, storage_gb: 2 }
                  aws_lb.front: { new_connections: 10 }

                """, name: "u.yml")
        #expect(usage.functions == [
            .init(name: "work", monthlyRequests: 3_000_000, duration: 500),
            .init(name: "work-2", monthlyRequests: 7, duration: 500),
        ])
        // A word that the language keeps for itself is no name.
        #expect(usage.queues == [.init(name: "size-2", monthlyRequests: 2.5, requestSize: 10)])
        #expect(usage.tables == [.init(name: "orders", monthlyWrites: 0, monthlyReads: 5, storage: 2)])
        #expect(usage.leftOut == ["aws_lb.front"])
        let text = ImportedScenario(usage, name: "a \"b\"", region: "eu-west-1").text
        #expect(try Scenario.load(text: text).name == "a \"b\"")
    }

    @Test func mistakesAreToldWithTheirPlaces() {
        let found = mistakes("""
            version: 0.2
            resource_usage:
              aws_lambda_function.a: { monthly_requests: many, request_duration_ms: 5 }
              aws_lambda_function.b: { monthly_requests: 5, request_duration: 5 }
              aws_sqs_queue.c: [ 1 ]
            resource_usages: {}

            """)
        #expect(found.contains { $0.hasPrefix("u.yml:1:10") && $0.contains("0.1") })
        #expect(found.contains { $0.hasPrefix("u.yml:3:46") && $0.contains("many") })
        #expect(found.contains { $0.hasPrefix("u.yml:4:49") && $0.contains("did you mean \"request_duration_ms\"?") })
        #expect(found.contains { $0.contains("\"request_duration_ms\" is missing") })
        #expect(found.contains { $0.hasPrefix("u.yml:5:20") && $0.contains("mapping") })
        #expect(found.contains { $0.hasPrefix("u.yml:6:1") && $0.contains("resource_usage") })
    }

    /// 30 M requests of 200 s a month are 2,283 at a time: more than a new account has.
    @Test func workThatNeedsALargerAccountHasIt() throws {
        let usage = try InfracostUsage.load(
            text: """
                version: 0.1
                resource_usage:
                  aws_lambda_function.long: { monthly_requests: 30M, request_duration_ms: 200000 }

                """, name: "u.yml")
        let text = ImportedScenario(usage, name: "long", region: "us-east-1").text
        let deployment = try #require(Scenario.load(text: text).compile().first)
        #expect(deployment.plan.accounts.map(\.concurrency) == [5000])
        #expect(text.contains("constant: 200000 ms") && text.contains("warm-up: 1 h"))
    }

    /// No function runs longer than 15 minutes.
    @Test func durationsBeyondAFunctionsLimitAreRefused() {
        let found = mistakes("""
            version: 0.1
            resource_usage:
              aws_lambda_function.a: { monthly_requests: 5, request_duration_ms: 100000000 }

            """)
        #expect(found.contains { $0.hasPrefix("u.yml:3:70") && $0.contains("0 to 900000") }, "\(found)")
    }

    @Test func aFileWithoutTrafficIsRefused() {
        #expect(mistakes("version: 0.1\nresource_usage: {}\n").contains { $0.contains("no resource here has traffic") })
        #expect(!mistakes("").isEmpty)
        #expect(mistakes("[]").contains { $0.contains("mapping") })
        #expect(mistakes("version: 0.1\nresource_usage: 5\n").contains { $0.hasPrefix("u.yml:2:17") })
    }
}
