// SPDX-License-Identifier: GPL-3.0-or-later
import Sampling

/// The families of distributions by the names that a scenario uses.
enum DistributionFamily: String, CaseIterable {
    case constant, uniform, exponential, hyperexponential, erlang, gamma, lognormal, normal, weibull, pareto, lomax
    case beta, logistic, loglogistic, gumbel, rayleigh, triangular
    case inverseGaussian = "inverse-gaussian"
    case chiSquared = "chi-squared"
    case fisher

    /// The parameter that a bare value stands for, as in `{exponential: 200 ms}`; nil where one does not suffice.
    var soleParameter: String? {
        switch self {
        case .constant: "value"
        case .exponential: "mean"
        case .rayleigh: "sigma"
        case .chiSquared: "degrees"
        default: nil
        }
    }

    /// The parameters that a bare list stands for, as in `{uniform: [1 ms, 3 ms]}`.
    var listedParameters: [String] {
        switch self {
        case .uniform: ["low", "high"]
        case .triangular: ["low", "mode", "high"]
        default: []
        }
    }
}
