// SPDX-License-Identifier: GPL-3.0-or-later
@testable import Scenario

/// In a file of its own: the price book has a type of this name too.
typealias SavingsTerms = SavingsPlan
