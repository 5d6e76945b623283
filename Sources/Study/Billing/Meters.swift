// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing
import Scenario
import SimulationKernel

/// Collects what a deployment used in a month, as the price book names it.
///
/// Counts of the observed time are scaled to the hours that the month is billed for. Everything stays an integer until
/// it becomes a decimal; nothing is rounded here.
struct Meters: Sendable {
    /// A use that no price book has a name for.
    struct Unnamed: Sendable, Hashable {
        var service: String
        var title: String
        var unit: String
        var quantity: Decimal
        /// Dollars, where the scenario says it.
        var unitPrice: Decimal?
        var note: String
        var part: String
        var component: BilledComponent?
    }

    /// Hours that the month is billed for.
    let billedHours: Decimal
    /// Which month since the beginning it is, from 1: what grows has grown by then.
    let billedMonth: Int
    /// Observed nanoseconds, weighted.
    private let observed: Decimal
    private(set) var readings: [MeterReading] = []
    private(set) var unnamed: [Unnamed] = []
    /// Which part of the plan a reading is about.
    private(set) var components: [ComponentKey: BilledComponent] = [:]

    struct ComponentKey: Sendable, Hashable {
        var price: PriceID
        var part: String
    }

    init(billedHours: Decimal, billedMonth: Int = 1, observed: SimulationDuration) {
        self.billedHours = billedHours
        self.billedMonth = billedMonth
        self.observed = Decimal(observed.nanoseconds)
    }

    /// A month's worth of what was counted in the observed time.
    func month(_ counted: Decimal) -> Decimal {
        observed > 0 ? counted * billedHours * Self.nanosecondsAnHour / observed : 0
    }

    static let nanosecondsAnHour: Decimal = 3_600_000_000_000
    static let nanosecondsASecond: Decimal = 1_000_000_000
    /// Bytes of a GB as Lambda, logs and data transfer count it (billing rules §1: tier edges are powers of two).
    static let gigabyte: Decimal = 1_073_741_824

    /// Adds a quantity of a month; nothing is added for none.
    mutating func add(
        _ quantity: Decimal, of dimension: String, service: String, in place: MeteredPlace, plan: String? = nil
    ) {
        add(
            quantity,
            of: PriceID(
                provider: place.provider, region: place.region, service: service, dimension: dimension,
                savingsPlan: plan),
            in: place)
    }

    mutating func add(_ quantity: Decimal, of price: PriceID, in place: MeteredPlace) {
        guard quantity > 0 else { return }
        readings.append(MeterReading(price: price, quantity: quantity, part: place.part))
        if let component = place.component {
            components[ComponentKey(price: price, part: place.part)] = component
        }
    }

    /// Adds something that is used and has no price.
    mutating func add(_ use: Unnamed) {
        guard use.quantity > 0 else { return }
        unnamed.append(use)
    }
}

/// Whom and where a reading is about.
struct MeteredPlace: Sendable, Hashable {
    var provider: CloudProvider
    var region: String
    /// Name of the handler's fleet, the door or the backend.
    var part: String
    var component: BilledComponent?
}

extension Decimal {
    /// Exact up to 10³⁸, which a `Decimal` holds to the last digit.
    init(exactly value: UInt128) {
        let low = UInt64(truncatingIfNeeded: value), high = UInt64(truncatingIfNeeded: value >> 64)
        self = Decimal(high) * (Decimal(UInt64.max) + 1) + Decimal(low)
    }
}
