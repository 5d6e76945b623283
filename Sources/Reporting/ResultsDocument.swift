// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Study

/// `results.json`: everything a study found, with the names of the result types.
///
/// It is made by walking the result itself, so that nothing can be forgotten: a property becomes a key in
/// kebab-case, a case of an enumeration its name, a case with values an object with its name as `kind`. Keys are
/// sorted and there are no clock times in it: equal runs are equal bytes.
public struct ResultsDocument {
    /// Grows when a key changes its meaning or goes.
    public static let schemaVersion = 1

    private let result: StudyResult

    public init(_ result: StudyResult) { self.result = result }

    public func data() throws -> Data {
        guard var object = Self.value(of: result) as? [String: Any] else { return Data() }
        object["schema-version"] = Self.schemaVersion
        return try JSONSerialization.data(
            withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }

    static func value(of any: Any) -> Any {
        switch any {
        case let decimal as Decimal: return "\(decimal)"
        case let text as String: return text
        case let flag as Bool: return flag
        case let number as Double: return number.isFinite ? number as Any : NSNull()
        case let number as any BinaryInteger: return NSNumber(value: UInt64(clamping: number))
        case let named as any RawRepresentable<String>: return named.rawValue
        default: break
        }
        let mirror = Mirror(reflecting: any)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { value(of: $0.value) } ?? NSNull()
        case .collection: return mirror.children.map { value(of: $0.value) }
        case .enum: return enumeration(any, mirror)
        default: return object(mirror.children)
        }
    }

    private static func object(_ children: Mirror.Children) -> [String: Any] {
        var object: [String: Any] = [:]
        for (position, child) in children.enumerated() {
            let label = child.label.map { $0.hasPrefix(".") ? "value-\(position + 1)" : kebab($0) }
            object[label ?? "value-\(position + 1)"] = value(of: child.value)
        }
        return object
    }

    private static func enumeration(_ any: Any, _ mirror: Mirror) -> Any {
        guard let child = mirror.children.first else { return kebab("\(any)") }
        let payload = Mirror(reflecting: child.value)
        var found = payload.displayStyle == .tuple
            ? object(payload.children) : ["value": value(of: child.value)]
        found["kind"] = kebab(child.label ?? "")
        return found
    }

    /// monthlyCost → monthly-cost
    static func kebab(_ name: String) -> String {
        name.reduce(into: "") { text, letter in
            if letter.isUppercase, !text.isEmpty { text += "-" }
            text += letter.lowercased()
        }
    }
}
