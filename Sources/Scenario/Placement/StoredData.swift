// SPDX-License-Identifier: GPL-3.0-or-later

/// What a store keeps, which is billed by the month.
public struct StoredData: Sendable, Hashable {
    /// There at the beginning of the first month, in units of 1024³ bytes.
    public var gigabytes: Double
    /// The share of the bytes written that stays on top of it; nil where nothing was said, which is billed as 0.
    public var growth: Double?

    public init(gigabytes: Double, growth: Double? = nil) {
        self.gigabytes = gigabytes
        self.growth = growth
    }
}

extension PlacedProduct {
    /// Nil for products that keep nothing, or whose size is bought and not filled.
    public var stored: StoredData? {
        get {
            switch self {
            case .dynamoDB(let choices): choices.stored
            case .s3(let stored): stored
            case .offered(let product): product.stored
            default: nil
            }
        }
        set {
            switch self {
            case .dynamoDB(var choices):
                choices.stored = newValue ?? choices.stored
                self = .dynamoDB(choices)
            case .s3: self = .s3(newValue ?? StoredData(gigabytes: 0))
            case .offered(var product):
                product.stored = newValue
                self = .offered(product)
            default: break
            }
        }
    }
}
