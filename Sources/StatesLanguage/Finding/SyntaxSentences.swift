// SPDX-License-Identifier: GPL-3.0-or-later

extension PathFault {
    var sentence: String {
        switch self {
        case .noRoot: "a path begins with $"
        case .emptyStep(let column): "a name is missing at character \(column)"
        case .unexpected(let character, let column): "\"\(character)\" cannot stand at character \(column)"
        case .unclosed(let character, let column): "\"\(character)\" at character \(column) is never closed"
        case .notAReference(let step):
            "\"\(step)\" may find several values; a reference path has names and positions only"
        case .contextNotAllowed: "the context object ($$) cannot stand here"
        }
    }
}

extension IntrinsicFault {
    var sentence: String {
        switch self {
        case .unknownFunction(let name, let nearest):
            "there is no function \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
        case .argumentCount(let function, let expected, let found): "\(function) takes \(expected), not \(found)"
        case .argumentType(let function, let position, let expected):
            "argument \(position) of \(function) must be \(expected)"
        case .expected(let what, let column): "expected \(what) at character \(column)"
        case .path(let text, let fault): "in \"\(text)\", \(fault.sentence)"
        case .tooDeep(let limit): "calls stand within each other more than \(limit) levels deep"
        }
    }
}

extension JSONataFault {
    var sentence: String {
        switch self {
        case .delimiterNotClosed: "what begins with {% must end with %}"
        case .empty: "there is nothing between {% and %}"
        case .unclosed(let character): "\"\(character)\" is never closed"
        case .unexpected(let character): "\"\(character)\" closes nothing"
        case .filterOfJSONPath: "?(…) and @. are JSONPath; JSONata writes items[price < 10]"
        }
    }
}
