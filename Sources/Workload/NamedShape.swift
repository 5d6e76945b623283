// SPDX-License-Identifier: GPL-3.0-or-later

/// The shapes of traffic that come with the program, from Monday 00:00 local time.
///
/// They are stylised, not measured: round numbers that put the peaks and lows where such traffic is known to have
/// them. Whoever has counts of their own should give them instead; only proportions matter, the mean is scaled.
public enum NamedShape: String, Sendable, Hashable, CaseIterable {
    case flat
    case officeHours = "office-hours"
    case retailWeek = "retail-week"
    case marketHours = "market-hours"

    /// The length of one value [s].
    public var step: Double { self == .marketHours ? 900 : 3_600 }

    /// Relative rates over a week (a single one for `flat`).
    public var values: [Double] {
        switch self {
        case .flat: [1]
        case .officeHours: Self.week(workday: Self.officeDay, saturday: Self.quietDay, sunday: Self.quietDay)
        case .retailWeek: Self.retail
        case .marketHours: Self.week(workday: Self.marketDay, saturday: Self.closedDay, sunday: Self.closedDay)
        }
    }

    private static func week(workday: [Double], saturday: [Double], sunday: [Double]) -> [Double] {
        [workday, workday, workday, workday, workday, saturday, sunday].flatMap { $0 }
    }

    /// Business software: a rise from 07:00, two humps around lunch, next to nothing at night.
    private static var officeDay: [Double] {
        [2, 2, 2, 2, 2, 3, 8, 25, 65, 95, 100, 95, 70, 80, 98, 95, 85, 60, 30, 15, 10, 7, 4, 3]
    }
    private static var quietDay: [Double] {
        [2, 2, 2, 2, 2, 2, 3, 4, 6, 8, 9, 9, 8, 8, 8, 8, 7, 6, 6, 5, 5, 4, 3, 2]
    }

    /// Consumer shopping: low around 04:00, a plateau through the day, the peak about 20:00 to 21:00; Sunday
    /// evening and Monday are the strongest, Friday and Saturday evenings the weakest.
    private static var retail: [Double] {
        let day: [Double] = [
            28, 16, 10, 7, 6, 8, 16, 32, 50, 64, 74, 79, 80, 78, 76, 75, 76, 79, 84, 93, 100, 98, 78, 50,
        ]
        let evening = [1.0, 0.98, 0.96, 0.94, 0.82, 0.80, 1.08]
        let daytime = [1.04, 1.0, 0.98, 0.97, 0.97, 1.02, 1.05]
        return zip(daytime, evening).flatMap { daytime, evening in
            day.enumerated().map { hour, value in value * (hour >= 17 ? evening : daytime) }
        }
    }

    /// A stock exchange open from 09:30 to 16:00, in quarters of an hour: a burst at the opening bell, a dip over
    /// lunch and a bump at the close. That volume follows a U over the trading day is from Jain & Joh, "The
    /// Dependence between Hourly Prices and Trading Volume", J. Financial and Quantitative Analysis 23 (1988).
    private static var marketDay: [Double] {
        let night = [Double](repeating: 2, count: 28)
        let preMarket: [Double] = [4, 5, 6, 8, 10, 12, 15, 18, 24, 36]
        let morning: [Double] = [260, 180, 140, 118, 105, 96, 90, 84, 78, 72]
        let lunch: [Double] = [62, 56, 52, 50, 50, 52, 55]
        let afternoon: [Double] = [60, 64, 68, 74, 80, 88, 100, 118, 150]
        let afterClose: [Double] = [170, 60, 36, 26, 20, 16, 14, 12, 10, 9, 8, 7]
        return night + preMarket + morning + lunch + afternoon + afterClose + [Double](repeating: 4, count: 20)
    }
    private static var closedDay: [Double] { [Double](repeating: 2, count: 96) }
}
