// SPDX-License-Identifier: GPL-3.0-or-later

/// How series are told apart: by colour, by dashes and by marks, so that none of them is needed alone.
///
/// Colours are Okabe and Ito's, which colour-blind readers can tell apart, without the yellow that white paper
/// swallows. They are written into the drawing, because some printers of HTML ignore style variables there.
enum Palette {
    private static let series: [Series] = [
        Series(colour: "#0072B2", ink: "#FFFFFF", dash: nil),
        Series(colour: "#E69F00", ink: "#111111", dash: "8 4"),
        Series(colour: "#009E73", ink: "#FFFFFF", dash: "2 3"),
        Series(colour: "#CC79A7", ink: "#111111", dash: "10 3 2 3"),
        Series(colour: "#56B4E9", ink: "#111111", dash: "5 2"),
        Series(colour: "#D55E00", ink: "#FFFFFF", dash: "1 2"),
    ]

    struct Series {
        let colour: String
        /// Readable on the colour.
        let ink: String
        let dash: String?
    }

    static subscript(index: Int) -> Series { series[index % series.count] }

    /// So many can be told apart; what is beyond is drawn together.
    static var count: Int { series.count }

    static var other: Series { Series(colour: "#8A8F98", ink: "#111111", dash: nil) }
    static var limit: String { "#D55E00" }
}
