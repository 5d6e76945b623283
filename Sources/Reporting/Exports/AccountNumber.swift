// SPDX-License-Identifier: GPL-3.0-or-later

/// The number of an AWS account: twelve digits.
public struct AccountNumber: Hashable, Sendable {
    public let digits: String

    /// Nil unless it is twelve digits.
    public init?(_ text: String) {
        guard text.count == 12, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        digits = text
    }

    private init(checked digits: String) { self.digits = digits }

    /// Stands where nobody gave a number.
    public static let placeholder = AccountNumber(checked: "000000000000")
}
