// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// The traffic that a usage file of Infracost tells: monthly totals of functions, queues and tables.
public struct InfracostUsage: Sendable, Equatable {
    /// A Lambda function.
    public struct Function: Sendable, Equatable {
        public var name: String
        public var monthlyRequests: Int
        /// Average of the wall clock, in milliseconds.
        public var duration: Double
    }

    /// A queue, whose requests are those of its interface: sends, receives and deletes.
    public struct Queue: Sendable, Equatable {
        public var name: String
        public var monthlyRequests: Double
        /// Kilobytes.
        public var requestSize: Int
    }

    /// A table on demand, in capacity units.
    public struct Table: Sendable, Equatable {
        public var name: String
        public var monthlyWrites: Int
        public var monthlyReads: Int
        /// Gigabytes.
        public var storage: Int
    }

    public var functions: [Function] = []
    public var queues: [Queue] = []
    public var tables: [Table] = []
    /// Addresses of resources that a scenario is not made of, in the order of the file.
    public var leftOut: [String] = []

    public init() {}

    /// - Throws: Everything that is wrong with the file, with line and column.
    public static func load(path: String) throws(DocumentFailure) -> InfracostUsage {
        try reading { Document.load(path, diagnostics: $0) }
    }

    /// As `load(path:)`, from a text; `name` stands for the file in messages.
    public static func load(text: String, name: String) throws(DocumentFailure) -> InfracostUsage {
        try reading { Document.parse(text, name: name, diagnostics: $0) }
    }

    private static func reading(_ open: (Diagnostics) -> Document?) throws(DocumentFailure) -> InfracostUsage {
        let diagnostics = Diagnostics()
        let usage = open(diagnostics).flatMap { document in
            MappingReader.read(document.root, diagnostics) { InfracostUsageReader(diagnostics: diagnostics).usage(&$0) }
        }
        try diagnostics.throwIfErrors()
        guard let usage else { throw DocumentFailure(diagnostics: diagnostics.all, sources: diagnostics.sources) }
        return usage
    }
}
