// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Lists, objects and templates under a field.
extension StateFields {
    /// The items of the list under `field`; empty or no list is reported.
    mutating func items(_ field: String, isRequired: Bool = false, expected: String) -> [Node] {
        guard let value = isRequired ? require(field) : take(field) else { return [] }
        guard let items = value.items else {
            reporter.error(.wrongType(field: field, expected: "a list", found: value.description), at: value)
            return []
        }
        if items.isEmpty { reporter.error(.emptyList(field: field, expected: expected), at: value) }
        return items
    }

    /// The fields of the object under `field`.
    mutating func object(_ field: String, owner: String) -> StateFields? {
        take(field).flatMap {
            StateFields($0, field: field, owner: owner, language: language, reporter: reporter)
        }
    }

    /// A template of data under `field`, checked.
    @discardableResult mutating func template(_ field: String, of wanted: QueryLanguage? = nil) -> Node? {
        guard let value = take(field, of: wanted) else { return nil }
        PayloadTemplate(language: language, reporter: reporter).check(value, field: field)
        return value
    }
}
