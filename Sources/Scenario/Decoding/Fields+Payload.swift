// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

extension Fields {
    /// The most bytes that a part on `product` takes at once.
    ///
    /// What a profile says is not listed among what the forecast stands on: nothing follows from a limit that is kept.
    func payloadLimits(of role: PartRole, on product: Product) -> PayloadLimits {
        var result = PayloadLimits(product: product.title)
        for kind in PayloadKind.of(role) {
            guard let field = take(kind.rawValue) else { continue }
            if field.isWord("none") {
                if has(kind.rawValue) { field.note() }
                continue
            }
            guard let bytes = field.quantity(.size, note: has(kind.rawValue)) else { continue }
            result.limits[kind] = PayloadLimits.Limit(bytes: bytes, text: field.node.flowText)
        }
        return result
    }
}
