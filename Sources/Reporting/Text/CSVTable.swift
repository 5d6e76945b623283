// SPDX-License-Identifier: GPL-3.0-or-later

/// Comma-separated values as RFC 4180 has them, but for the line break, which is a plain one.
struct CSVTable {
    var heads: [String]
    var rows: [[String]]

    var text: String {
        ([heads] + rows).map { $0.map(Self.field).joined(separator: ",") + "\n" }.joined()
    }

    private static func field(_ raw: String) -> String {
        guard raw.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return raw }
        return "\"" + raw.replacing("\"", with: "\"\"") + "\""
    }

    /// A number in its shortest exact form; empty where there is none, or where it is infinite.
    static func number(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "" }
        return JSONValue.number(value).document.trimmingLineBreak
    }
}

extension String {
    fileprivate var trimmingLineBreak: String { hasSuffix("\n") ? String(dropLast()) : self }
}
