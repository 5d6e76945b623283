// SPDX-License-Identifier: GPL-3.0-or-later

/// How to make a value of a node, reporting what is wrong and going on.
///
/// Readers are values that combine: `.duration.positive`, `.list(of: .name)`, `.uncertain(.dataSize)`.
public struct ValueReader<Value: Sendable>: Sendable {
    private let single: @Sendable (Node, Diagnostics) -> Value?
    /// Present where the value is a number, which may then be given as low, typical and high.
    private let isInOrder: (@Sendable (Value, Value) -> Bool)?

    /// A reader of anything. `read` reports every fault it finds, and returns nil only after reporting one.
    public init(_ read: @escaping @Sendable (Node, Diagnostics) -> Value?) {
        single = read
        isInOrder = nil
    }

    private init(
        single: @escaping @Sendable (Node, Diagnostics) -> Value?,
        isInOrder: (@Sendable (Value, Value) -> Bool)?
    ) {
        self.single = single
        self.isInOrder = isInOrder
    }

    /// A reader of scalars that `parse` understands. Of a number given as low, typical and high it takes the typical.
    public init(
        expected: String, isInOrder: (@Sendable (Value, Value) -> Bool)? = nil,
        parse: @escaping @Sendable (String) throws(Fault) -> Value
    ) {
        self.isInOrder = isInOrder
        single = { node, diagnostics in
            guard let text = node.text else {
                diagnostics.error(.wrongType(expected: expected, found: node.type), at: node)
                return nil
            }
            guard !node.isMissing else {
                diagnostics.error(.missingValue(expected: expected), at: node)
                return nil
            }
            do throws(Fault) {
                return try parse(text)
            } catch {
                diagnostics.error(error, at: node)
                return nil
            }
        }
    }

    /// The value, or nil after a fault was reported.
    public func read(_ node: Node, _ diagnostics: Diagnostics) -> Value? {
        guard isInOrder != nil, node.looksUncertain else { return single(node, diagnostics) }
        return readUncertain(node, diagnostics)?.typical
    }

    func readUncertain(_ node: Node, _ diagnostics: Diagnostics) -> Uncertain<Value>? {
        guard node.looksUncertain else { return single(node, diagnostics).map(Uncertain.init(exactly:)) }
        let one = ValueReader(single: single, isInOrder: nil)
        return MappingReader.read(node, diagnostics) { mapping in
            let low = mapping.required("low", one)
            let typical = mapping.required("typical", one)
            let high = mapping.required("high", one)
            guard let low, let typical, let high else { return nil }
            if let isInOrder, !isInOrder(low, typical) || !isInOrder(typical, high) {
                let texts = ["low", "typical", "high"].map { node[$0]?.flowText ?? "" }
                diagnostics.error(.notInOrder(low: texts[0], typical: texts[1], high: texts[2]), at: node)
                return nil
            }
            return Uncertain(low: low, typical: typical, high: high)
        }
    }

    /// The same values, further restricted; `fault` is told the text of a value that fails.
    public func check(
        _ isGood: @escaping @Sendable (Value) -> Bool, else fault: @escaping @Sendable (String) -> Fault
    ) -> Self {
        let single = single
        return Self(
            single: { node, diagnostics in
                guard let value = single(node, diagnostics) else { return nil }
                guard isGood(value) else {
                    diagnostics.error(fault(node.text ?? node.flowText), at: node)
                    return nil
                }
                return value
            }, isInOrder: isInOrder)
    }

    /// Another value made of each.
    public func map<Other: Sendable>(_ transform: @escaping @Sendable (Value) -> Other) -> ValueReader<Other> {
        let whole = self
        return ValueReader<Other> { node, diagnostics in whole.read(node, diagnostics).map(transform) }
    }
}
