// SPDX-License-Identifier: GPL-3.0-or-later

/// Equal to 10⁻⁹ of the reference, which is what the validation set's exact values are good for.
func isClose(_ value: Double, _ reference: Double, within tolerance: Double = 1e-9) -> Bool {
    abs(value - reference) <= tolerance * max(abs(reference), 1e-300)
}
