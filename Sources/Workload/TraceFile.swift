// SPDX-License-Identifier: GPL-3.0-or-later

/// A recorded sequence of arrivals in a file, read as a stream.
///
/// Empty lines and lines that begin with `#` are skipped, and so is a first line that does not begin with a number.
public struct TraceFile: Sendable, Hashable {
    public let path: String
    public let format: TraceFormat
    /// The time in the file at which the run starts [s]; rows before it are skipped.
    public let origin: Double
    /// After this long [s], the file starts again; nil to end with the file.
    public let period: Double?

    public init(path: String, format: TraceFormat, origin: Double = 0, period: Double? = nil) {
        self.path = path
        self.format = format
        self.origin = origin
        self.period = period
    }

    func validate() -> [TraceFault] {
        var faults: [TraceFault] = []
        if !origin.isFinite { faults.append(.origin(origin)) }
        if let period, !(period > 0 && period.isFinite) { faults.append(.periodTooShort(period: period, end: 0)) }
        return faults
    }

    /// Reads the whole file once, keeping nothing: what is in it, and the first `limit` faults.
    public func check(limit: Int = 20) -> TraceCheck {
        var check = TraceCheck()
        check.faults = validate()
        if let fault = LineReader.faultOfKind(path) {
            check.faults.append(fault)
            return check
        }
        var reader = TraceReader(self)
        while check.faults.count < limit {
            do throws(TraceFault) {
                guard let row = try reader.next() else { break }
                check.add(row)
            } catch {
                check.faults.append(error)
                if case .unreadable = error { break }
            }
        }
        if check.faults.isEmpty, check.requests == 0 { check.faults.append(.empty(path: path)) }
        if let period, let end = check.end, end - origin > period {
            check.faults.append(.periodTooShort(period: period, end: end - origin))
        }
        return check
    }
}

/// How a trace is written.
public enum TraceFormat: Sendable, Hashable {
    /// A time in seconds a line, ascending; equal times are a burst.
    case timestamps
    /// `minute,count` a line, minutes ascending; what is missing has no arrivals.
    case minuteCounts(MinuteSpread)
}

/// Where within its minute an arrival falls when only the count is known.
public enum MinuteSpread: Sendable, Hashable {
    /// Independently uniform: what a Poisson process does, given the count.
    case random
    /// Evenly spaced.
    case even
}

/// What reading a trace file once tells.
public struct TraceCheck: Sendable, Hashable {
    public private(set) var requests = 0
    /// The time of the first row [s in the file]; nil when there is none.
    public private(set) var first: Double?
    /// The end of the last row [s in the file]: its time, or the end of its minute.
    public private(set) var end: Double?
    public internal(set) var faults: [TraceFault] = []

    mutating func add(_ row: TraceRow) {
        requests += row.count
        first = first ?? row.time
        end = row.time + row.length
    }
}

/// Something that is wrong in a trace file; `line` counts from 1.
public enum TraceFault: Error, Sendable, Hashable {
    /// `code` is the system's errno.
    case unreadable(path: String, code: Int32)
    /// A device or a pipe: it has no end, or cannot be read again.
    case notPlain(path: String)
    case empty(path: String)
    case notANumber(line: Int, text: String)
    /// A line of counts needs `minute,count`.
    case missingCount(line: Int)
    /// A count must be a whole number from 0 to 10⁹.
    case count(line: Int, text: String)
    case notAscending(line: Int, value: Double, previous: Double)
    /// No row of numbers is longer than 4,096 bytes: this is another kind of file.
    case lineTooLong(line: Int)
    case origin(Double)
    /// The period must be positive and not end before the trace does [s].
    case periodTooShort(period: Double, end: Double)
}
