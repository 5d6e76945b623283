// SPDX-License-Identifier: GPL-3.0-or-later

/// How a definition reads and shapes data.
public enum QueryLanguage: String, CaseIterable, Hashable, Sendable {
    case jsonPath = "JSONPath"
    case jsonata = "JSONata"
}
