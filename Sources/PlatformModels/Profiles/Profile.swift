// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Named defaults for one product or part of a scenario, as data: values in the scenario's language, with sources.
public struct Profile: Sendable {
    /// `aws-lambda`, `aws-doors/http-api`.
    public var name: String
    /// The day its values were collected.
    public var date: String
    public var values: [String: ProfileValue]

    public init(name: String, date: String, values: [String: ProfileValue]) {
        self.name = name
        self.date = date
        self.values = values
    }
}

/// One default.
public struct ProfileValue: Sendable {
    /// As a scenario would say it.
    public var node: Node
    public var source: String
    public var confidence: Confidence
}

extension Profile {
    /// Reads `values`: each `key: {value, source, confidence}`. Reports what is wrong and leaves it out.
    public init(name: String, date: String, reading node: Node, diagnostics: Diagnostics) {
        self.init(name: name, date: date, values: [:])
        for entry in node.entries ?? [] {
            if let value = ProfileValue(reading: entry.value, diagnostics: diagnostics) { values[entry.key] = value }
        }
    }
}

extension ProfileValue {
    init?(reading node: Node, diagnostics: Diagnostics) {
        guard let value = node["value"] else {
            diagnostics.error(.missingKey(name: "value"), at: node)
            return nil
        }
        guard let source = node["source"]?.text else {
            diagnostics.error(.missingKey(name: "source"), at: node)
            return nil
        }
        let word = node["confidence"]?.text ?? ""
        guard let confidence = Confidence(rawValue: word) else {
            let known = Confidence.allCases.map(\.rawValue)
            diagnostics.error(
                .unknownName(
                    kind: "confidence", name: word, nearest: NearestName.of(word, among: known), known: known),
                at: node)
            return nil
        }
        self.init(node: value, source: source, confidence: confidence)
    }
}
