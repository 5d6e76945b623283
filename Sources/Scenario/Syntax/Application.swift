// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// What the application is, whatever it runs on: doors, handlers and backends, each in the order of the file.
public struct Application: Sendable {
    public var doors: [Door] = []
    public var handlers: [Handler] = []
    public var backends: [Backend] = []

    public init() {}

    /// This application with every part that `other` also has replaced, and the parts that only `other` has added.
    public func replacing(with other: Application) -> Application {
        var result = self
        result.doors.replace(with: other.doors)
        result.handlers.replace(with: other.handlers)
        result.backends.replace(with: other.backends)
        return result
    }
}

/// A part of an application that a deployment can place.
public protocol ApplicationPart: Sendable {
    var name: String { get }
    /// Where the file names it.
    var place: SourcePlace { get }
}

extension Door: ApplicationPart {}
extension Handler: ApplicationPart {}
extension Backend: ApplicationPart {}

extension Array where Element: ApplicationPart {
    fileprivate mutating func replace(with others: [Element]) {
        for part in others {
            if let index = firstIndex(where: { $0.name == part.name }) {
                self[index] = part
            } else {
                append(part)
            }
        }
    }

    func named(_ name: String) -> Element? { first { $0.name == name } }
}
