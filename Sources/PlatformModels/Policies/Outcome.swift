// SPDX-License-Identifier: GPL-3.0-or-later

/// How an attempt ended, as its caller sees it.
enum Outcome: UInt8, BitwiseCopyable {
    case answered, throttled, failed, timedOut

    var retried: RetriedOutcomes {
        switch self {
        case .answered: []
        case .throttled: .throttled
        case .failed: .failed
        case .timedOut: .timedOut
        }
    }
}

/// Why something came to nothing: the kind of it, and the error's number in the program if it has a name.
struct Failure: BitwiseCopyable {
    var outcome: Outcome
    var error: UInt16 = 0

    init(_ outcome: Outcome, error: UInt16 = 0) {
        self.outcome = outcome
        self.error = error
    }
}

extension ErrorMatch {
    /// A named error is matched by its name or by what matches every failure of its kind.
    func matches(_ failure: Failure) -> Bool {
        !outcomes.isDisjoint(with: failure.outcome.retried) || errors.contains(failure.error)
    }
}
