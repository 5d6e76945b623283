// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

extension Fields {
    /// Parts, in the order of the file.
    func application() -> Application {
        var result = Application()
        result.doors = parts("doors") { fields, name, place in fields.door(name, at: place) }
        result.handlers = parts("handlers") { fields, name, place in fields.handler(name, at: place) }
        result.backends = parts("backends") { fields, name, place in fields.backend(name, at: place) }
        result.channels = parts("channels") { fields, name, place in fields.channel(name, at: place) }
        result.workflows = parts("workflows") { fields, name, place in fields.workflow(name, at: place) }
        reportDuplicates(in: result)
        return result
    }

    private func parts<Part>(_ key: String, _ read: (Fields, String, SourcePlace) -> Part?) -> [Part] {
        guard let fields = take(key)?.fields() else { return [] }
        return fields.namedEntries().compactMap { entry in
            let own = entry.field.fields(defaults: key == "doors" ? reading.profiles["door"] : nil)
            let part = own.flatMap { read($0, entry.key, entry.keyPlace) }
            if part == nil { reading.noteBroken(entry.key) }
            return part
        }
    }

    /// Parts are all placed by their names, so that no two may share one.
    private func reportDuplicates(in application: Application) {
        var first: [String: SourcePlace] = [:]
        let names =
            application.doors.map { ($0.name, $0.place) } + application.handlers.map { ($0.name, $0.place) }
            + application.backends.map { ($0.name, $0.place) } + application.channels.map { ($0.name, $0.place) }
            + application.workflows.map { ($0.name, $0.place) }
        for (name, place) in names {
            if let earlier = first[name] {
                reading.report(.duplicateName(name, first: earlier), at: place, path: path)
            } else {
                first[name] = place
            }
        }
    }

    private func handler(_ name: String, at namePlace: SourcePlace) -> Handler? {
        var names = StepNames(handler: name)
        let steps = require("steps")?.steps(&names)
        var asynchronous = DeliveryOptions()
        if let options = take("asynchronous")?.fields() {
            let keys = ["attempts", "max-age", "at-once", "failed-to", "succeeded-to"]
            asynchronous = options.deliveryOptions { keys.contains($0) }
            options.finish()
        }
        finish()
        return steps.map { Handler(name: name, steps: $0, asynchronous: asynchronous, place: namePlace) }
    }

    /// The entries whose keys are the user's own names; what cannot be a name is reported and left out.
    func namedEntries() -> [(key: String, keyPlace: SourcePlace, field: Field)] {
        entries().filter { entry in
            let groups = PartRole.allCases.map(\.groupKey)
            if groups.contains(entry.key) || ReservedName.contains(entry.key) {
                reading.report(
                    .conflict("'\(entry.key)' is a word of the language and cannot be a name"), at: entry.keyPlace,
                    path: path)
                return false
            }
            guard
                ValueReader.name.read(
                    Node(.scalar(entry.key, wasQuoted: true), place: entry.keyPlace, path: path), reading.diagnostics)
                    != nil
            else { return false }
            return true
        }
    }
}
