// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// An inline SVG drawing. Every text is escaped; text and grid take their colours from the page, series bring theirs.
struct Drawing {
    let width: Double
    let height: Double
    /// What it shows, for those who hear it; and what there is to see.
    let title: String
    let description: String
    private var body = ""

    init(width: Double, height: Double, title: String, description: String) {
        self.width = width
        self.height = height
        self.title = title
        self.description = description
    }

    enum Anchor: String { case start, middle, end }

    mutating func text(
        _ content: String, x: Double, y: Double, anchor: Anchor = .start, kind: String = "tick", fill: String? = nil
    ) {
        let colour = fill.map { " style=\"fill:\($0)\"" } ?? ""
        body += "<text class=\"\(kind)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
            + "text-anchor=\"\(anchor.rawValue)\"\(colour)>\(Self.escaped(content))</text>\n"
    }

    mutating func gridLine(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, kind: String = "grid") {
        body += "<line class=\"\(kind)\" x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" "
            + "x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\"/>\n"
    }

    mutating func rectangle(x: Double, y: Double, width: Double, height: Double, fill: String, title: String = "") {
        let tip = title.isEmpty ? "" : "<title>\(Self.escaped(title))</title>"
        body += "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(max(width, 0)))\" "
            + "height=\"\(Self.number(height))\" fill=\"\(fill)\">\(tip)</rect>\n"
    }

    mutating func line(_ points: [(x: Double, y: Double)], colour: String, dash: String? = nil, width: Double = 2) {
        guard points.count > 1 else { return }
        body += "<polyline points=\"\(Self.list(points))\" fill=\"none\" stroke=\"\(colour)\" "
            + "stroke-width=\"\(Self.number(width))\" stroke-linejoin=\"round\""
            + (dash.map { " stroke-dasharray=\"\($0)\"" } ?? "") + "/>\n"
    }

    mutating func area(_ points: [(x: Double, y: Double)], colour: String) {
        guard points.count > 1 else { return }
        body += "<polygon points=\"\(Self.list(points))\" fill=\"\(colour)\" fill-opacity=\"0.25\"/>\n"
    }

    /// Marks that differ in shape as well: a disc, a square, a diamond, a triangle.
    mutating func mark(_ shape: Int, x: Double, y: Double, colour: String, title: String) {
        let tip = "<title>\(Self.escaped(title))</title>"
        let r = 5.0
        let outlines: [[(Double, Double)]] = [
            [], [(-r, -r), (r, -r), (r, r), (-r, r)], [(0, -r - 1), (r + 1, 0), (0, r + 1), (-r - 1, 0)],
            [(0, -r - 1), (r + 1, r), (-r - 1, r)],
        ]
        let outline = outlines[shape % outlines.count]
        if outline.isEmpty {
            body += "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(r))\" "
                + "fill=\"\(colour)\">\(tip)</circle>\n"
        } else {
            body += "<polygon points=\"\(Self.list(outline.map { (x + $0.0, y + $0.1) }))\" fill=\"\(colour)\">"
                + "\(tip)</polygon>\n"
        }
    }

    var svg: String {
        "<svg role=\"img\" viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\" "
            + "aria-label=\"\(Self.escaped(title))\"><title>\(Self.escaped(title))</title>"
            + "<desc>\(Self.escaped(description))</desc>\n\(body)</svg>"
    }

    /// About how wide a text is at the size of labels, for deciding whether it fits.
    static func width(of text: String, size: Double = 12) -> Double { Double(text.count) * size * 0.58 }

    private static func list(_ points: [(x: Double, y: Double)]) -> String {
        points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
    }

    /// To the tenth of a unit: finer than any screen.
    private static func number(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }

    static func escaped(_ raw: String) -> String {
        var text = ""
        for scalar in raw.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
