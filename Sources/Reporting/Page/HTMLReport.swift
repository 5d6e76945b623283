// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Mustache
import Study

/// `report.html`: one file that needs no script and asks nobody for anything.
public struct HTMLReport: Sendable {
    /// The page, as XHTML would have it.
    public let text: String

    /// - Throws: `PageFault` when a part of the page is missing from the installation or damaged.
    public init(_ result: StudyResult, record: RunRecord, stories: [RequestStory] = []) throws {
        var library = MustacheLibrary()
        for name in ["report", "table", "details"] {
            do {
                library.register(try MustacheTemplate(string: Self.resource("\(name).mustache")), named: name)
            } catch let fault as PageFault {
                throw fault
            } catch {
                throw PageFault.damaged(name: "\(name).mustache")
            }
        }
        let style = try Self.resource("report.css")
        let content = PageContent(result, record: record, stories: stories, style: style)
        guard let text = library.render(content, withTemplate: "report") else {
            throw PageFault.damaged(name: "report.mustache")
        }
        self.text = text
    }

    private static func resource(_ name: String) throws(PageFault) -> String {
        let url = Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Resources")
        guard let url, let text = try? String(contentsOf: url, encoding: .utf8) else { throw .missing(name: name) }
        return text
    }
}

/// What can be wrong with the parts of the page.
public enum PageFault: Error, Sendable, Equatable, CustomStringConvertible {
    case missing(name: String)
    case damaged(name: String)

    public var description: String {
        switch self {
        case .missing(let name): "\(name) is missing: the installation is incomplete"
        case .damaged(let name): "\(name) is damaged: the installation is broken"
        }
    }
}
