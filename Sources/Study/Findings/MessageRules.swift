// SPDX-License-Identifier: GPL-3.0-or-later
import Measurement
import PlatformModels

/// What is lost or done twice between a channel and a handler.
enum MessageRules {
    static func noDeadLetters(_ context: FindingContext) -> [Finding] {
        context.subscriptions.compactMap { channel, plan, seen in
            // An execution that failed is told as such; a state machine catches what it does not want to lose.
            guard seen.lost > 0, plan.deadLetter == nil, plan.target != .nobody,
                  !context.isWorkflow(plan.target) else { return nil }
            let ended = seen.processed + seen.lost
            return context.finding(
                .noDeadLetters, seen.name,
                "What \(seen.name) cannot process is lost: it has no dead-letter channel.",
                evidence: "\(FindingContext.percent(seen.lost, of: ended)) of its messages "
                    + "(\(context.monthly(seen.lost))) were given up or expired, and nobody has them.",
                knob: "Name a queue that keeps what fails.",
                address: context.address(of: "failed-to", at: channel, plan))
        }
    }

    /// Messages could be had again while somebody was still at work on them.
    static func shortVisibility(_ context: FindingContext) -> [Finding] {
        context.subscriptions.compactMap { channel, plan, seen in
            guard case .poll(let poll) = plan.consumption,
                  FindingContext.isMaterial(seen.overdue, of: seen.processed) else { return nil }
            let again = seen.processed > 0
                ? "\(FindingContext.percent(seen.duplicates, of: seen.processed)) were processed twice"
                : "none was ever deleted"
            return context.finding(
                .shortVisibility, seen.name, "The visibility timeout of \(channel.name) is shorter than the work.",
                evidence: "Messages were finished only after their visibility of "
                    + "\(Wording.seconds(poll.visibility.seconds)) had ended, \(context.monthly(seen.overdue)), so that "
                    + "others had them too; \(again).",
                knob: "Make it longer than the longest batch: six times the function's timeout is the usual rule.",
                address: context.address(of: "visibility", at: channel, plan))
        }
    }

    /// Messages were processed again by a handler that changes something and does not know what it has done.
    static func notIdempotent(_ context: FindingContext) -> [Finding] {
        context.subscriptions.compactMap { channel, plan, seen in
            // What ends after its visibility comes again, whether or not anybody ever gets to delete it.
            let again = max(seen.duplicates, seen.overdue)
            guard again > 0, case .handler(let handler) = plan.target,
                  let written = effect(of: handler, context) else { return nil }
            let name = context.plan.handlers[handler].name
            return context.finding(
                .notIdempotent, name, "\(name) does again what it has done.",
                evidence: "Messages of \(channel.name) came again after their work had been done, "
                    + "\(context.monthly(again)) beside \(context.monthly(seen.processed)) that were done with, and what "
                    + "it does to \(written) was done again.",
                knob: "Begin its steps with once-per: a look-up that ends what has been done.",
                address: context.addresses.handler(name, "steps"))
        }
    }

    /// A backend that the handler changes or acts through without asking first whether it has; nil for none.
    private static func effect(of handler: Int, _ context: FindingContext) -> String? {
        let program = context.plan.program
        let positions = program.reachable(from: context.plan.handlers[handler].entry)
        let asksFirst = positions.contains {
            if case .suppress = program.instructions[$0] { true } else { false }
        }
        guard !asksFirst else { return nil }
        for case .call(let call) in positions.map({ program.instructions[$0] }) {
            let plan = program.calls[Int(call)]
            guard case .backend(let backend) = plan.target else { continue }
            switch plan.operation {
            case .write, .delete, .call: return context.plan.backends[backend].name
            case .read: continue
            }
        }
        return nil
    }
}
