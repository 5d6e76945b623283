// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Sampling
import SimulationKernel

extension Field {
    func read<Value>(_ reader: ValueReader<Value>, note: Bool = true) -> Value? {
        guard let value = reader.read(node, reading.diagnostics) else { return nil }
        if note { self.note() }
        return value
    }

    func quantity(_ dimension: Dimension, note: Bool = true) -> Double? {
        switch dimension {
        case .duration: read(.duration, note: note)?.seconds
        case .size: read(.dataSize, note: note).map { Double($0.bytes) }
        case .rate: read(.rate, note: note)?.perSecond
        case .number: read(.number, note: note)
        }
    }

    func duration(allowZero: Bool = false, note: Bool = true) -> SimulationDuration? {
        read(allowZero ? .duration : .duration.positive, note: note).map {
            SimulationDuration(nanoseconds: $0.nanoseconds)
        }
    }

    /// `none` is nil within; nil itself follows a report.
    func optionalDuration() -> SimulationDuration?? {
        if isWord("none") || isWord("unlimited") {
            note()
            return .some(nil)
        }
        return duration().map { .some($0) }
    }

    /// `none` is nil within; nil itself follows a report.
    func optionalDistribution(_ dimension: Dimension) -> Distribution?? {
        if isWord("none") {
            note()
            return .some(nil)
        }
        return distribution(dimension).map { .some($0) }
    }

    func count(allowZero: Bool = false, note: Bool = true) -> Int? {
        read(allowZero ? .count : .count.positive, note: note)
    }

    /// `unlimited` is nil within; nil itself follows a report.
    func optionalCount(allowZero: Bool = false) -> Int?? {
        if isWord("unlimited") || isWord("none") {
            note()
            return .some(nil)
        }
        return count(allowZero: allowZero).map { .some($0) }
    }

    func share(note: Bool = true) -> Double? { read(.share, note: note)?.fraction }

    func flag() -> Bool? { read(.flag) }

    /// A number of at least `least`.
    func atLeast(_ least: Double) -> Double? {
        read(.number.check({ $0 >= least }, else: { .outOfRange(text: $0, low: least.formatted, high: nil) }))
    }

    /// Whole megabytes of 1024² bytes within bounds.
    func megabytes(_ bounds: ClosedRange<Int>) -> Int? {
        let reader = ValueReader.dataSize.check(
            { (Double(bounds.lowerBound)...Double(bounds.upperBound)).contains($0.megabytes) },
            else: { .outOfRange(text: $0, low: "\(bounds.lowerBound) MB", high: "\(bounds.upperBound) MB") }
        ).check({ $0.isWholeMegabytes }, else: { .custom(what: "'\($0)' is no whole number of MB", hint: nil) })
        return read(reader).map { Int($0.megabytes.rounded()) }
    }

    /// Gigabytes of 1024³ bytes.
    func gigabytes() -> Double? { read(.dataSize)?.gigabytes }

    /// One of the cases of an enumeration.
    func word<Value: CaseIterable & RawRepresentable & Sendable>(
        _ type: Value.Type, _ kind: String? = nil, note: Bool = true
    ) -> Value? where Value.RawValue == String {
        let key = path.split(separator: ".").last.map(String.init) ?? "word"
        return read(.enumeration(kind ?? key), note: note)
    }

    /// Any text, which is not listed as a value.
    func text(expected: String) -> String? {
        guard let text = node.text, !node.isMissing else {
            reading.report(
                node.text == nil ? .wrongType(expected: expected, found: node.type) : .missingValue(expected: expected),
                at: node)
            return nil
        }
        return text
    }

    /// A duration that may have a minus in front: a time zone.
    func signedDuration() -> Double? {
        guard let text = node.text, text.hasPrefix("-") || text.hasPrefix("+") else {
            return duration(allowZero: true)?.seconds
        }
        var field = self
        field.node.content = .scalar(String(text.dropFirst()), wasQuoted: false)
        guard let size = field.duration(allowZero: true, note: false)?.seconds else { return nil }
        note()
        return text.hasPrefix("-") ? -size : size
    }

    /// The numbers of a file, one a line; with a dimension other than `number`, each line has its unit.
    func numbers(inFile file: String, _ dimension: Dimension) -> [Double]? {
        let opened = Diagnostics()
        guard let source = SourceFile.load(reading.absolutePath(file), diagnostics: opened) else {
            // Where it is named is where the slip is.
            for fault in opened.all.map(\.fault) { reading.diagnostics.error(.ofFile(name: file, fault), at: node) }
            return nil
        }
        var result: [Double] = []
        for (index, line) in source.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let text = line.prefix { $0 != "#" }
            guard !text.allSatisfy(\.isWhitespace) else { continue }
            let place = SourcePlace(file: source.name, line: index + 1, column: 1)
            let item = Node(.scalar(String(text), wasQuoted: false), place: place, path: node.path)
            guard let value = child(item, String(index + 1)).quantity(dimension, note: false) else { return nil }
            result.append(value)
        }
        if result.isEmpty { reading.report(.unreadableNumbers(file: file), at: node) }
        return result.isEmpty ? nil : result
    }
}

extension Double {
    /// Without a needless fraction: 4 rather than 4.0.
    var formatted: String { self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self) }
}
