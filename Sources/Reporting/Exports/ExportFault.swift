// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a finished run cannot be exported as was asked.
public enum ExportFault: Error, Hashable, Sendable {
    case unknownDeployment(name: String, known: [String])
    /// The form holds one deployment, and the run has several.
    case severalDeployments(known: [String])
    /// A cap stopped the run of every deployment that was asked for.
    case nothingFinished

    public var sentence: String {
        switch self {
        case .unknownDeployment(let name, let known):
            "there is no deployment '\(name)' in the results; there are \(known.joined(separator: ", "))"
        case .severalDeployments(let known):
            "a usage file holds one deployment; say which with --deployment: \(known.joined(separator: ", "))"
        case .nothingFinished: "the run was stopped by a cap: there is no month to export"
        }
    }
}
