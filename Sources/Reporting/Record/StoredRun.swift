// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pricing
import Study

/// What `results.json` keeps of a run for pricing it again and for exports.
public struct StoredRun: Sendable {
    public struct Deployment: Sendable {
        public var name: String
        /// As it was found by the run.
        public var monthlyCost: Double
        public var perReplication: [Double]
        public var record: MeterRecord
        /// Seconds that an invocation of each function was billed for, on average.
        public var billedDurations: [(name: String, seconds: Double)]
    }

    public var scenarioName: String
    /// Hours that a month is billed for.
    public var billedHours: Double
    public var deployments: [Deployment]
    /// Deployments whose run a cap stopped: they have no month.
    public var stopped: [String]

    init(scenarioName: String, billedHours: Double, deployments: [Deployment], stopped: [String] = []) {
        self.scenarioName = scenarioName
        self.billedHours = billedHours
        self.deployments = deployments
        self.stopped = stopped
    }

    /// - Throws: `StoredRunFault`.
    public init(file path: String) throws(StoredRunFault) {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        // The folder of a run stands for its results.
        let file = isFolder.boolValue ? path + "/results.json" : path
        guard let data = FileManager.default.contents(atPath: file) else { throw .unreadable(file) }
        try self.init(data, name: file)
    }

    /// - Parameter name: stands for the file in messages.
    public init(_ data: Data, name: String) throws(StoredRunFault) {
        let version: Int
        do {
            version = try JSONDecoder().decode(StoredVersion.self, from: data).number
        } catch {
            throw .noResults(name)
        }
        guard version >= 3 else { throw .tooOld(name) }
        guard version <= ResultsDocument.schemaVersion else { throw .tooNew(name) }
        do {
            self = try JSONDecoder().decode(StoredResults.self, from: data).run
        } catch {
            throw .damaged(name, where: StoredRunFault.place(of: error))
        }
    }

    /// Each deployment's month under `prices`, in the order of the run.
    public func repriced(under prices: PriceBook) -> [Repricing] {
        deployments.map { Repricing(name: $0.name, $0.record, prices: prices, hours: billedHours) }
    }
}

/// Why a finished run cannot be read.
public enum StoredRunFault: Error, Hashable, Sendable {
    case unreadable(String)
    case noResults(String)
    case tooOld(String)
    case tooNew(String)
    case damaged(String, where: String)

    public var sentence: String {
        switch self {
        case .unreadable(let file): "\(file): there is no such file, or it cannot be read"
        case .noResults(let file): "\(file): these are no results of faascast; give the results.json that a run wrote"
        case .tooOld(let file): "\(file): an earlier version wrote these results without meters; run the scenario again"
        case .tooNew(let file): "\(file): a later version of faascast wrote these results"
        case .damaged(let file, let place): "\(file): the results are damaged at \(place)"
        }
    }

    static func place(of error: any Error) -> String {
        let context: DecodingError.Context? =
            switch error as? DecodingError {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
                .dataCorrupted(let context):
                context
            default: nil
            }
        let path = (context?.codingPath ?? []).map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
        return path.isEmpty ? "the top" : path.joined(separator: ".")
    }
}
