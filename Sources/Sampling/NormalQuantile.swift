// SPDX-License-Identifier: GPL-3.0-or-later
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The quantile function of the standard normal law, exact to about 1 part in 10¹⁶.
///
/// Wichura's algorithm AS 241 (PPND16; Applied Statistics 37, 1988), which `gsl_cdf_ugaussian_Pinv` is too. Here
/// numerator and denominator are one vector of two, summed by Estrin's scheme instead of Horner's: three steps that
/// wait for each other instead of seven. Lognormal times are what a forecast draws most, and the queue waits for them.
enum NormalQuantile {
    /// - Parameter probability: 0 < probability < 1.
    @inline(__always)
    static func of(_ probability: Double) -> Double {
        let fromMedian = probability - 0.5
        guard fromMedian.magnitude > 0.425 else {
            return fromMedian * ratio(central, at: 0.180625 - fromMedian * fromMedian)
        }
        return outside(probability)
    }

    /// Beyond 0.425 from the median: one draw in seven.
    @inline(never)
    private static func outside(_ probability: Double) -> Double {
        let tail = probability < 0.5 ? probability : 1 - probability
        let depth = (-log(tail)).squareRoot()
        let distance = depth <= 5 ? ratio(intermediate, at: depth - 1.6) : ratio(far, at: depth - 5)
        return probability < 0.5 ? -distance : distance
    }

    /// A rational function: coefficients of numerator and denominator from the constant term up.
    private typealias Coefficients = (
        SIMD2<Double>, SIMD2<Double>, SIMD2<Double>, SIMD2<Double>,
        SIMD2<Double>, SIMD2<Double>, SIMD2<Double>, SIMD2<Double>)

    @inline(__always)
    private static func ratio(_ c: Coefficients, at x: Double) -> Double {
        let x = SIMD2(repeating: x)
        let square = x * x
        let low = (c.3 * x + c.2) * square + (c.1 * x + c.0)
        let high = (c.7 * x + c.6) * square + (c.5 * x + c.4)
        let sum = high * (square * square) + low
        return sum[0] / sum[1]
    }

    @inline(__always)
    private static var central: Coefficients {
        (SIMD2(3.387132872796366608, 1.0),
         SIMD2(133.14166789178437745, 42.313330701600911252),
         SIMD2(1971.5909503065514427, 687.1870074920579083),
         SIMD2(13731.693765509461125, 5394.1960214247511077),
         SIMD2(45921.953931549871457, 21213.794301586595867),
         SIMD2(67265.770927008700853, 39307.89580009271061),
         SIMD2(33430.575583588128105, 28729.085735721942674),
         SIMD2(2509.0809287301226727, 5226.495278852545925))
    }

    @inline(__always)
    private static var intermediate: Coefficients {
        (SIMD2(1.42343711074968357734, 1.0),
         SIMD2(4.6303378461565452959, 2.05319162663775882187),
         SIMD2(5.7694972214606914055, 1.6763848301838038494),
         SIMD2(3.64784832476320460504, 0.68976733498510000455),
         SIMD2(1.27045825245236838258, 0.14810397642748007459),
         SIMD2(0.24178072517745061177, 0.0151986665636164571966),
         SIMD2(0.0227238449892691845833, 5.475938084995344946e-4),
         SIMD2(7.7454501427834140764e-4, 1.05075007164441684324e-9))
    }

    @inline(__always)
    private static var far: Coefficients {
        (SIMD2(6.6579046435011037772, 1.0),
         SIMD2(5.4637849111641143699, 0.59983220655588793769),
         SIMD2(1.7848265399172913358, 0.13692988092273580531),
         SIMD2(0.29656057182850489123, 0.0148753612908506148525),
         SIMD2(0.026532189526576123093, 7.868691311456132591e-4),
         SIMD2(0.0012426609473880784386, 1.8463183175100546818e-5),
         SIMD2(2.71155556874348757815e-5, 1.4215117583164458887e-7),
         SIMD2(2.01033439929228813265e-7, 2.04426310338993978564e-15))
    }
}
