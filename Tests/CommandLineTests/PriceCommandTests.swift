// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// `prices`, `reprice` and a user's own price files.
@Suite struct PriceCommandTests {
    private func inFolder(_ files: [String: String] = [:], _ body: (Program) throws -> Void) throws {
        let program = try Program(files: files)
        defer { program.remove() }
        try body(program)
    }

    @Test func pricesAreListedWithinEightyColumns() throws {
        try inFolder { program in
            let lines = [
                "prices", "prices lambda", "prices --provider azure", "prices search cosmos",
                "prices explain lambda/duration_x86",
            ]
            for line in lines {
                let outcome = try program.shell("faascast \(line)")
                #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome.all)")
                let wide = outcome.output.split(separator: "\n").filter { $0.count > 80 }
                #expect(wide.isEmpty, "\(line): \(wide.prefix(3))")
            }
            let list = try program.shell("faascast prices lambda duration_x86 --region eu-west-1").output
            #expect(list.contains("aws/lambda/duration_x86") && list.contains("0.0000166667 to 6 B"))
            #expect(!list.contains("us-east-1"))
        }
    }

    /// Twice the free 400,000 GB-seconds: 400,000 × 0.0000166667 = 6.66668.
    @Test func aPriceIsExplainedWithABill() throws {
        try inFolder { program in
            let text = try program.shell("faascast prices explain aws/us-east-1/lambda/duration_x86").output
            let expected = [
                "Lambda: Duration, x86", "16.6667 USD per million", "rounded up to 1 ms", "400,000 Lambda GB-seconds",
                "confidence: high", "2026-10-06", "compute-1y-no-upfront: 12% off", "together 6.66668 USD",
            ]
            for words in expected { #expect(text.contains(words), "\(words) in \(text)") }
            let queues = try program.shell("faascast prices explain queues/operations").output
            #expect(queues.contains("in a sheet: queues: { messages, size?, operations?, retries? }"), "\(queues)")
        }
    }

    @Test func whatIsNotThereIsToldWithTheNearest() throws {
        try inFolder { program in
            let wrong = try program.shell("faascast prices explain lambda/duration_x68")
            #expect(wrong.status == 64 && wrong.output.isEmpty)
            #expect(wrong.error.contains("did you mean lambda/duration_x86?"))
            let gap = try program.shell("faascast prices explain msk/broker_hour")
            #expect(gap.status == 64 && gap.error.contains("not priced"))
            #expect(try program.shell("faascast prices search no-such-thing").status == 1)
            let provider = try program.shell("faascast prices --provider asure")
            #expect(provider.status == 64 && provider.error.contains("azure"))
        }
    }

    @Test func pricesAreWrittenForPrograms() throws {
        try inFolder { program in
            let json = try program.shell("faascast prices --provider cloudflare --format json")
            let list = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
            #expect(list.count > 30 && list.allSatisfy { $0["provider"] as? String == "cloudflare" })
            let csv = try program.shell("faascast prices --service r2 --format csv").output.split(separator: "\n")
            #expect(csv.count == 5 && csv[0].hasPrefix("provider,region,service,dimension"))
        }
    }

    @Test func diffAnswersAsDiffDoes() throws {
        let files = ["mine.yaml": "discounts: { aws/vpc: 10% }\n", "bad.yaml": "discounts: { aws/vpc: 10 }\n"]
        try inFolder(files) { program in
            #expect(try program.shell("faascast prices diff aws aws").status == 0)
            let outcome = try program.shell("faascast prices diff aws azure --format csv")
            #expect(outcome.status == 1 && outcome.output.contains("removed,aws/us-east-1/lambda/duration_x86"))
            try "discounts: {}\n".write(
                to: program.folder.appendingPathComponent("none.yaml"), atomically: true, encoding: .utf8)
            let mine = try program.shell("faascast prices diff none.yaml mine.yaml")
            #expect(mine.status == 1)
            #expect(mine.output.contains("aws/us-east-1/vpc/public_ipv4: 0.005 becomes 0.0045 (−10 %)"))
            let bad = try program.shell("faascast prices diff aws bad.yaml")
            #expect(bad.status == 65 && bad.error.contains("bad.yaml:1:23"))
            #expect(try program.shell("faascast prices diff aws missing.yaml").status == 66)
        }
    }

    /// 1,000 hours of a public address at 0.005 USD, 20 % off: 4 USD, 3.68 EUR.
    @Test func ownPricesAndACurrencyReachTheInvoice() throws {
        let sheet = "provider: aws\nregion: us-east-1\nmeters: [ vpc/public_ipv4: 1000 ]\n"
        let mine = """
            discounts: { aws: 20% }
            currency: { code: EUR, rate: 0.92, date: 2026-11-20, source: European Central Bank }

            """
        try inFolder(["meters.yaml": sheet, "mine.yaml": mine]) { program in
            let text = try program.shell("faascast price meters.yaml --prices mine.yaml")
            #expect(text.status == 0 && text.output.contains("4.00") && text.output.contains("3.68"))
            #expect(text.output.contains("1 USD = 0.92 EUR on 2026-11-20 (European Central Bank)"))
            let csv = try program.shell("faascast price meters.yaml --prices mine.yaml --format csv").output
            #expect(csv.contains("amount_eur") && csv.contains("20% negotiated"))
            #expect(try program.shell("faascast price meters.yaml --prices missing.yaml").status == 66)
            #expect(try program.shell("faascast price meters.yaml --price-age 1h").status == 64)
        }
    }

    @Test func aRunIsPricedAgainWithoutSimulating() throws {
        let files = ["shop.yaml": Program.shop, "mine.yaml": "discounts: { all: 50% }\n", "no.json": "{}"]
        try inFolder(files) { program in
            #expect(try program.shell("faascast run shop.yaml --replications 2 --output out --quiet").status == 0)
            let same = try program.shell("faascast reprice out/results.json")
            #expect(same.status == 0 && same.error.isEmpty, "\(same.all)")
            #expect(same.output.contains(" 0 %"), "\(same.output)")
            let half = try program.shell("faascast reprice out/results.json --prices mine.yaml")
            #expect(half.output.contains("−50 %"), "\(half.output)")
            #expect(half.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
            for format in ["json", "csv", "markdown"] {
                #expect(try program.shell("faascast reprice out/results.json --format \(format)").status == 0)
            }
            let wrong = try program.shell("faascast reprice no.json")
            #expect(wrong.status == 65 && wrong.error.contains("no results of faascast"))
            #expect(try program.shell("faascast reprice missing.json").status == 66)
            let line = "faascast run shop.yaml --replications 2 --prices mine.yaml --format json --quiet"
            let again = try program.shell(line)
            #expect(again.output.contains("--prices mine.yaml"))
        }
    }
}
