// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import PlatformModels
import Pricing
import Scenario

/// What leaves one place of a deployment for another.
extension Meters {
    mutating func add(_ transfers: [Transfer], in observation: Observation) {
        var bytes: [Transfer: UInt64] = [:]
        for transfer in transfers {
            // All that goes the same way is one reading.
            var way = transfer
            way.counter = .call(0)
            bytes[way, default: 0] += observation.bytes(of: transfer.counter)
        }
        for (way, bytes) in bytes.sorted(by: { $0.key.title < $1.key.title }) where bytes > 0 {
            let quantity = month(Decimal(bytes)) / Self.gigabyte
            switch way.price {
            case .free: continue
            case .price(let name):
                let place = MeteredPlace(
                    provider: CloudProvider(rawValue: way.provider.rawValue), region: way.region.rawValue,
                    part: way.title, component: nil)
                add(quantity, of: PriceID(provider: place.provider, region: place.region, name: name), in: place)
            case .unknown:
                add(Unnamed(
                    service: "Data transfer", title: way.title, unit: "GB", quantity: quantity,
                    note: "the platform file names no price for it", part: way.title, component: nil))
            }
        }
    }
}

extension Observation {
    fileprivate func bytes(of counter: Transfer.Counter) -> UInt64 {
        switch counter {
        case .call(let index): calls[index].bytes
        case .subscription(let channel, let number): channels[channel].subscriptions[number].bytes
        case .requests(let door, let handler): flows(through: door, to: handler).reduce(0) { $0 + $1.bytesIn }
        case .answers(let door, let handler): flows(through: door, to: handler).reduce(0) { $0 + $1.bytesOut }
        }
    }

    private func flows(through door: Int, to handler: Int) -> [FlowObservation] {
        flows.filter { $0.door == door && $0.handler == handler }
    }
}
