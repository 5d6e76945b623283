// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Pricing

extension StoredRun {
    /// This run with one deployment alone, or as it is if none is named.
    ///
    /// - Throws: `ExportFault` if there is no such deployment, or nothing that ran to its end.
    public func only(_ name: String?) throws(ExportFault) -> StoredRun {
        var run = self
        if let name {
            let known = deployments.map(\.name) + stopped
            guard known.contains(name) else { throw .unknownDeployment(name: name, known: known) }
            run.deployments.removeAll { $0.name != name }
            run.stopped.removeAll { $0 != name }
        }
        guard !run.deployments.isEmpty else { throw .nothingFinished }
        return run
    }

    /// The month as FOCUS rows.
    ///
    /// - Parameters:
    ///   - prices: What is paid.
    ///   - list: The providers' public prices, for the columns of list cost.
    ///   - month: Nil for that of the price book, so that the clock changes nothing.
    public func focus(prices: PriceBook, list: PriceBook, month: BillingMonth? = nil) throws -> ExportedMonth {
        let month = month ?? BillingMonth(of: prices)
        let table = FocusTable(self, prices: prices, list: list, month: month, words: try FocusVocabulary.standard())
        return ExportedMonth(text: table.text, notes: table.notes + stoppedNotes)
    }

    /// The month as entries for the AWS Pricing Calculator, on this account.
    public func calculatorEntries(account: AccountNumber = .placeholder) throws -> ExportedMonth {
        let entries = CalculatorEntries(self, account: account, usageTypes: try UsageTypeTable.standard())
        return ExportedMonth(text: entries.text, notes: entries.notes + stoppedNotes)
    }

    /// The month as a usage file of Infracost, which holds one deployment.
    public func infracostUsage() throws -> ExportedMonth {
        guard let deployment = deployments.first, deployments.count == 1 else {
            throw ExportFault.severalDeployments(known: deployments.map(\.name))
        }
        let file = InfracostUsageFile(deployment, of: scenarioName, keys: try InfracostKeys.standard())
        return ExportedMonth(text: file.text, notes: file.notes + stoppedNotes)
    }

    private var stoppedNotes: [String] {
        stopped.map { "\($0) is left out: a cap stopped its run, so that it has no month" }
    }
}

/// A file that comes with the program and says what others call things.
enum ExportResource {
    /// - Throws: `PageFault` if it is missing; `DocumentFailure` with every mistake in it.
    static func read<Value>(_ name: String, _ body: (inout MappingReader) -> Value?) throws -> Value {
        let url = Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Resources")
        guard let url else { throw PageFault.missing(name: name) }
        let diagnostics = Diagnostics()
        let value = Document.load(url.path, diagnostics: diagnostics).flatMap {
            MappingReader.read($0.root, diagnostics, body)
        }
        try diagnostics.throwIfErrors()
        guard let value else { throw PageFault.damaged(name: name) }
        return value
    }
}
