// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

/// GSL's default is to abort the process on a domain error; here a NaN comes back instead.
///
/// GSL keeps its handler in an unguarded global variable. A static constant is initialised exactly once, whatever
/// the number of threads, and everything of this module that may make GSL report an error reads it first.
enum GSLErrors {
    static let areReturned: Void = { _ = gsl_set_error_handler_off() }()
}
