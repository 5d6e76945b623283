// SPDX-License-Identifier: GPL-3.0-or-later
import Scenario

// In a file of its own: the price book has a type of this name too.
extension SavingsPlan {
    /// As the price book names it; terms that it does not know are answered with "not priced".
    var priceBookName: String {
        switch self {
        case .oneYearNoUpfront: "compute-1y-no-upfront"
        case .oneYearPartialUpfront: "compute-1y-partial-upfront"
        case .oneYearAllUpfront: "compute-1y-all-upfront"
        case .threeYearsNoUpfront: "compute-3y-no-upfront"
        case .threeYearsPartialUpfront: "compute-3y-partial-upfront"
        case .threeYearsAllUpfront: "compute-3y-all-upfront"
        }
    }
}
