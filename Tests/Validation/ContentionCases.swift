// SPDX-License-Identifier: GPL-3.0-or-later
import PlatformModels

/// E06: clients that write the same row, with each kind of back-off; the source stands at the head of the file.
///
/// Calls are attempts to write; the last client's end is the end of the request that stands for them all. The
/// intervals are those of the simulation that the values come from.
enum ContentionCases {
    static let all: [Case] = contention(50, fifty) + contention(100, hundred)

    private struct Row {
        var name: String
        var calls: Double
        var callsWithin: ClosedRange<Double>
        var milliseconds: Double
        var millisecondsWithin: ClosedRange<Double>
    }

    private static let fifty = [
        Row(name: "none", calls: 689.4666666666667, callsWithin: 683.354741107857...695.5785922254764,
            milliseconds: 1140.167103286715, millisecondsWithin: 1124.1032043836258...1156.2310021898043),
        Row(name: "expo", calls: 622.75, callsWithin: 616.8831230970734...628.6168769029266,
            milliseconds: 36482.61593113464, millisecondsWithin: 35817.6879515082...37147.54391076109),
        Row(name: "equal", calls: 347.16, callsWithin: 345.8794356769815...348.4405643230186,
            milliseconds: 4309.527597620899, millisecondsWithin: 4186.316565358027...4432.73862988377),
        Row(name: "full", calls: 331.56, callsWithin: 330.580063907573...332.539936092427,
            milliseconds: 2793.6052204011817, millisecondsWithin: 2684.182756055567...2903.0276847467962),
        Row(name: "decorr", calls: 373.7, callsWithin: 371.0736130586445...376.32638694135545,
            milliseconds: 2205.787309294837, millisecondsWithin: 2107.368604564484...2304.20601402519),
    ]
    private static let hundred = [
        Row(name: "none", calls: 2429.3333333333335, callsWithin: 2418.5139575028506...2440.1527091638163,
            milliseconds: 2044.3406088048882, millisecondsWithin: 2029.6710271604595...2059.010190449317),
        Row(name: "expo", calls: 1860.36, callsWithin: 1849.7933229887742...1870.9266770112256,
            milliseconds: 63963.58991093032, millisecondsWithin: 63196.40573331437...64730.77408854627),
        Row(name: "equal", calls: 813.1, callsWithin: 811.4007010985067...814.7992989014933,
            milliseconds: 6762.403333718652, millisecondsWithin: 6641.159066086763...6883.647601350541),
        Row(name: "full", calls: 794.21, callsWithin: 792.6621270648743...795.7578729351258,
            milliseconds: 4911.523028396443, millisecondsWithin: 4791.012177644619...5032.033879148266),
        Row(name: "decorr", calls: 1000.47, callsWithin: 995.3496891073053...1005.5903108926948,
            milliseconds: 4642.0612026229755, millisecondsWithin: 4465.173619368859...4818.948785877092),
    ]

    private static func contention(_ clients: Int, _ rows: [Row]) -> [Case] {
        let step = "handlers.work.steps.1.map"
        let retry = "\(step).steps.1.write.retry"
        return rows.map { row in
            var set = ["\(step).items": "\(clients)"]
            switch row.name {
            case "none": set["\(retry).base"] = "0 s"
            case "decorr": (set["\(retry).base"], set["\(retry).jitter"]) = ("5 ms", "decorrelated")
            case "equal", "full": set["\(retry).jitter"] = row.name
            default: break
            }
            return Case("E06_\(clients)", file: "E06", set: set, replications: 200, [
                Metric("\(row.name)/calls", row.calls, .relative(0.02), .each {
                    Double($0.backends[0].writes)
                }).known(within: row.callsWithin),
                Metric("\(row.name)/completion_time_ms", row.milliseconds, .relative(0.06), .each {
                    Double($0.flows[0].latency.maximum ?? 0) / 1e6
                }).known(within: row.millisecondsWithin),
            ])
        }
    }
}
