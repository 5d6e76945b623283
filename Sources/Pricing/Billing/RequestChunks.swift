// SPDX-License-Identifier: GPL-3.0-or-later

/// How many requests a message counts as: one for its first bytes, one more for each further chunk begun.
public struct RequestChunks: Hashable, Sendable {
    /// Bytes in the first request, above zero.
    public let first: Int
    /// Bytes in each further request, above zero.
    public let further: Int

    /// Sizes below one byte count as one.
    public init(first: Int, further: Int) {
        self.first = max(1, first)
        self.further = max(1, further)
    }

    public init(every bytes: Int) { self.init(first: bytes, further: bytes) }

    /// The requests billed for a message of `bytes`; at least one, because an empty message is a request too.
    public func count(bytes: Int) -> Int {
        guard bytes > first else { return 1 }
        return 1 + (bytes - first - 1) / further + 1
    }

    private static let kilobyte = 1024

    /// aws.amazon.com/api-gateway/pricing: HTTP APIs are metered in units of 512 KB.
    public static let httpAPI = RequestChunks(every: 512 * kilobyte)
    /// aws.amazon.com/api-gateway/pricing: a message of 33 KB is two.
    public static let webSocket = RequestChunks(every: 32 * kilobyte)
    /// SQS, SNS and EventBridge: each 64 KB of payload is a request (their pricing pages).
    public static let message = RequestChunks(every: 64 * kilobyte)
    /// Kinesis with provisioned shards: a record of 45 KB is two PUT payload units of 25 KB.
    public static let kinesisRecord = RequestChunks(every: 25 * kilobyte)
    /// Asynchronous Lambda events: 256 KB are one request, each further 64 KB one more (aws.amazon.com/lambda/pricing).
    public static let asynchronousEvent = RequestChunks(first: 256 * kilobyte, further: 64 * kilobyte)
}
