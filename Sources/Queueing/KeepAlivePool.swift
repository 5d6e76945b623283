// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Cold starts of instances that serve one request at a time and are kept for a while when idle, without a limit on
/// their number: Poisson arrivals, exponential service, most recently used first.
///
/// The instance that becomes idle when the concurrency falls from n to n − 1 is the one that is used when it next
/// rises to n. So a request that finds n − 1 others is cold exactly when the first passage of M/M/∞ from n − 1 to n
/// took longer than the keep-alive: P(cold) = Σ πₙ₋₁ P(τₙ₋₁ > T). The transforms of the first passages obey
/// φₙ(z) = λ / (λ + z + nμ (1 − φₙ₋₁(z))) (Keilson, Markov Chain Models, 1979); their mixture is inverted once.
public struct KeepAlivePool: Sendable, Hashable {
    /// Requests per second.
    public let arrivalRate: Double
    /// Seconds.
    public let meanService: Double
    /// How long an idle instance is kept [s].
    public let keepAlive: Double

    public init(arrivalRate: Double, meanService: Double, keepAlive: Double) {
        self.arrivalRate = arrivalRate
        self.meanService = meanService
        self.keepAlive = keepAlive
    }

    /// The share of requests that meets no warm instance, to 10⁻¹¹.
    public var coldProbability: Double {
        guard keepAlive > 0 else { return 1 }
        return min(max(invert { survival($0) }, 0), 1)
    }

    public var meanBusy: Double { arrivalRate * meanService }
    /// λ E[min(τ, T)]: each request ends one idle period, or had none left to end.
    public var meanIdle: Double {
        guard keepAlive > 0 else { return 0 }
        return arrivalRate * invert { survival($0) / $0 }
    }
    public var meanInstances: Double { meanBusy + meanIdle }
    /// From start to removal [s].
    public var meanLifetime: Double { meanInstances / (arrivalRate * coldProbability) }

    /// The transform of Σ πₙ P(τₙ > t), with πₙ Poisson; terms beyond 12 deviations of the load are left out.
    private func survival(_ z: Complex) -> Complex {
        let load = arrivalRate * meanService
        let last = Int(load + 12 * load.squareRoot() + 40)
        var passage = Complex(0, 0), sum = Complex(0, 0)
        for n in 0...last {
            let back = (Complex(1, 0) - passage) * (Double(n) / meanService)
            passage = Complex(arrivalRate, 0) / (Complex(arrivalRate, 0) + z + back)
            let weight = exp(Double(n) * log(load) - load - lgamma(Double(n) + 1))
            sum = sum + (Complex(1, 0) - passage) * weight
        }
        return sum / z
    }

    /// The inverse transform at t = keepAlive by the fixed Talbot contour: Abate & Valkó, "Multi-precision Laplace
    /// transform inversion", Int. J. Numerical Methods in Engineering 60 (2004).
    ///
    /// All poles lie on the negative real axis, where the method converges like 10^(−0.6 M); with M = 24, rounding
    /// (e^(2M/5) × 10⁻¹⁶) is as small as the truncation.
    private func invert(_ transform: (Complex) -> Complex) -> Double {
        let nodes = 24
        let radius = 2 * Double(nodes) / (5 * keepAlive)
        var sum = 0.5 * exp(radius * keepAlive) * transform(Complex(radius, 0)).real
        for k in 1..<nodes {
            let angle = Double(k) * Double.pi / Double(nodes)
            let cotangent = cos(angle) / sin(angle)
            let z = Complex(radius * angle * cotangent, radius * angle)
            let slope = angle + (angle * cotangent - 1) * cotangent
            let growth = exp(z.real * keepAlive)
            let wave = Complex(growth * cos(z.imaginary * keepAlive), growth * sin(z.imaginary * keepAlive))
            sum += (wave * transform(z) * Complex(1, slope)).real
        }
        return sum * radius / Double(nodes)
    }
}
