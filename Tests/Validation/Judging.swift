// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import Testing

extension Metric {
    /// Expects the estimate to pass the gate, and prints a line of the table.
    func judge(_ estimate: Estimate, degrees: Int, greatestZ: Double, id: String) {
        let found = estimate.value
        let half = estimate.halfWidth ?? .nan
        let own = half / ReplicationInterval.studentQuantile(0.95, degrees: Double(max(degrees, 1)))
        let error = (own * own + valueError * valueError).squareRoot()
        let z = found == value ? 0 : (found - value) / error
        let width = estimate.relativeHalfWidth ?? .nan
        print("\(id) \(name): \(found) ± \(half) for \(value), z \(rounded(z)), half-width \(rounded(width * 100)) %")
        guard let knownIssue else { return hold(found, z, width, greatestZ, id) }
        // A short run can be too wide to tell.
        withKnownIssue("\(id) \(name): \(knownIssue)", isIntermittent: true) { hold(found, z, width, greatestZ, id) }
    }

    private func hold(_ found: Double, _ z: Double, _ width: Double, _ greatestZ: Double, _ id: String) {
        switch gate {
        case .precision(let widest):
            #expect(abs(z) <= greatestZ, "\(id) \(name): \(found) for \(value), z = \(z)")
            #expect(width <= widest, "\(id) \(name): half-width \(width) of at most \(widest)")
        case .absolute(let tolerance):
            #expect(abs(found - value) <= tolerance, "\(id) \(name): \(found) for \(value) ± \(tolerance)")
        case .relative(let tolerance):
            #expect(abs(found - value) <= tolerance * abs(value), "\(id) \(name): \(found) for \(value)")
        case .between(let range, let tolerance):
            let widened = (range.lowerBound - tolerance)...(range.upperBound + tolerance)
            #expect(widened.contains(found), "\(id) \(name): \(found) for \(range) ± \(tolerance)")
        }
    }

    private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
