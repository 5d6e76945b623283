// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Pieces of HTML and SVG; every text that comes from outside goes through `text`.
enum Markup {
    static func text(_ raw: String) -> String {
        raw.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "\"", with: "&quot;")
    }

    /// A table; the first column is a row's heading, the others are right-aligned numbers where `numbers` says so.
    static func table(_ heads: [String], _ rows: [[String]], numbers: Bool = true) -> String {
        let head = heads.map { "<th scope=\"col\">\(text($0))</th>" }.joined()
        let body = rows.map { row in
            let first = "<th scope=\"row\">\(text(row.first ?? ""))</th>"
            return "<tr>\(first)\(row.dropFirst().map { "<td>\(text($0))</td>" }.joined())</tr>"
        }.joined(separator: "\n")
        let kind = numbers ? " class=\"numbers\"" : ""
        return "<div class=\"wide\"><table\(kind)><thead><tr>\(head)</tr></thead><tbody>\n\(body)\n</tbody></table></div>"
    }

    static func svg(width: Int, height: Int, title: String, _ content: String) -> String {
        "<svg role=\"img\" viewBox=\"0 0 \(width) \(height)\" aria-label=\"\(text(title))\"><title>\(text(title))</title>\n\(content)\n</svg>"
    }

    static func number(_ value: Double) -> String { String(format: "%.1f", value) }

    /// Okabe and Ito's colours, which colour-blind readers can tell apart, without the yellow that white paper swallows,
    /// and two of Paul Tol's for long legends.
    static let colours = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#777777", "#332288", "#882255"]
    static func colour(_ index: Int) -> String { colours[index % colours.count] }
}
