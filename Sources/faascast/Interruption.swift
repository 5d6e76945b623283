// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Foundation
import Study

/// Ctrl-C: the first asks the study to end and to keep what is complete, the second ends the program at once.
final class Interruption {
    let flag = StopFlag()
    private let sources: [any DispatchSourceSignal]

    init() {
        let flag = flag
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if flag.isRequested { exit(130) }
                flag.request()
                Complaints.say("\nInterrupted: finishing the runs that have begun (again to end at once).")
            }
            source.resume()
            return source
        }
    }
}
