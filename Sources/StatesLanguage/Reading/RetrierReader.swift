// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Reads what happens after errors: retriers and catchers.
struct RetrierReader {
    let reporter: Reporter

    func retriers(_ fields: inout StateFields) -> [Retrier] {
        let nodes = list("Retry", &fields)
        return nodes.enumerated().compactMap { position, node in
            guard var inner = object(node, "a retrier", fields.language) else { return nil }
            let errors = errors(&inner, isLast: position == nodes.count - 1)
            var retrier = Retrier(errors: errors, place: node.place)
            if let value = inner.whole("IntervalSeconds", 1...99_999_999) { retrier.intervalSeconds = value }
            if let value = inner.whole("MaxAttempts", 0...99_999_999) { retrier.maxAttempts = value }
            if let value = inner.decimal("BackoffRate", 1...1e9) { retrier.backoffRate = value }
            retrier.maxDelaySeconds = inner.whole("MaxDelaySeconds", 1...31_622_400)
            if let value = inner.word("JitterStrategy", JitterStrategy.self) { retrier.jitter = value }
            _ = inner.take("Comment")
            inner.finish()
            return retrier
        }
    }

    func catchers(_ fields: inout StateFields) -> [Catcher] {
        let nodes = list("Catch", &fields)
        return nodes.enumerated().compactMap { position, node in
            guard var inner = object(node, "a catcher", fields.language) else { return nil }
            let errors = errors(&inner, isLast: position == nodes.count - 1)
            let next = inner.requiredString("Next")
            if let path = inner.take("ResultPath", of: .jsonPath), !path.isMissing {
                inner.check.reference(path, field: "ResultPath", allowsContext: false)
            }
            inner.template("Output", of: .jsonata)
            inner.template("Assign")
            _ = inner.take("Comment")
            inner.finish()
            return next.map { Catcher(errors: errors, next: $0, place: node.place) }
        }
    }

    /// An empty list is allowed: it changes nothing.
    private func list(_ field: String, _ fields: inout StateFields) -> [Node] {
        guard let value = fields.take(field) else { return [] }
        if let items = value.items { return items }
        reporter.error(.wrongType(field: field, expected: "a list", found: value.description), at: value)
        return []
    }

    private func object(_ node: Node, _ owner: String, _ language: QueryLanguage) -> StateFields? {
        StateFields(node, field: owner, owner: owner, language: language, reporter: reporter)
    }

    private func errors(_ fields: inout StateFields, isLast: Bool) -> [ErrorName] {
        let nodes = fields.items("ErrorEquals", isRequired: true, expected: "at least one error")
        let errors = nodes.compactMap { node -> ErrorName? in
            guard let text = node.string else {
                reporter.error(
                    .wrongType(field: "ErrorEquals", expected: "names in quotes", found: node.description), at: node)
                return nil
            }
            let error = ErrorName(text)
            // HTTP tasks report States.Http.StatusCode.404 and the like.
            if case .named = error, text.hasPrefix("States."), !text.hasPrefix("States.Http.") {
                let nearest = NearestName.of(text, among: ErrorName.allPredefined.map(\.text))
                reporter.warning(.unknownError(text, nearest: nearest), at: node)
            }
            return error
        }
        if let position = errors.firstIndex(of: .all), nodes.count == errors.count {
            if errors.count > 1 {
                reporter.error(.allNotAlone, at: nodes[position])
            } else if !isLast {
                reporter.error(.allNotLast, at: nodes[position])
            }
        }
        return errors
    }
}
