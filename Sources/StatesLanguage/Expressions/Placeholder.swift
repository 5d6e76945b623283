// SPDX-License-Identifier: GPL-3.0-or-later

/// A text such as `${BookingFunctionArn}` that a deployment replaces as a whole (CloudFormation, SAM, Terraform).
struct Placeholder {
    /// What stands in the braces.
    let name: String

    init?(_ text: String) {
        guard text.hasPrefix("${"), text.hasSuffix("}") else { return nil }
        let name = text.dropFirst(2).dropLast()
        guard !name.isEmpty, !name.contains("}"), !name.contains("{") else { return nil }
        self.name = String(name)
    }

    /// The name without the attribute that gives a resource's address: `Booking` of `${Booking.Arn}`.
    var resource: String { name.hasSuffix(".Arn") ? String(name.dropLast(4)) : name }
}
