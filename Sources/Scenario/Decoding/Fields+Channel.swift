// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

extension Fields {
    func channel(_ name: String, at namePlace: SourcePlace) -> Channel? {
        let kind = require("kind")?.word(ChannelKind.self)
        let stream = "channels.\(name)"
        let isFeed = kind?.sourceKind != nil
        let source = isFeed ? require("of")?.reference() : nil
        let keyField = take("key")
        let key = keyField?.messageKey()
        let shared = deliveryOptions()
        var result = Channel(
            name: name, kind: kind ?? .queue, source: source, key: key,
            messageBytes: take("size")?.draw(.size, stream: "\(stream).size"),
            poisonShare: take("poison")?.share() ?? 0, duplicateShare: take("duplicates")?.share() ?? 0,
            keeps: take("keeps")?.duration(), subscribers: [], place: namePlace)
        if kind == .objectNotification, result.messageBytes == nil {
            // A notification says which object it was, whatever its size: about a kilobyte of JSON.
            result.messageBytes = Draw(.constant(1_024), stream: "\(stream).size")
        }
        if kind == .schedule { result.schedule = channelSchedule() }
        result.subscribers = take("to")?.subscribers(shared) ?? []
        finish()
        return kind == nil ? nil : result
    }

    /// Options of delivery, of a channel for all that subscribe or of one of them.
    ///
    /// - Parameter isWanted: whether a key is to be read at all.
    func deliveryOptions(where isWanted: (String) -> Bool = { _ in true }) -> DeliveryOptions {
        func field(_ key: String) -> Field? { isWanted(key) ? take(key) : nil }
        var options = DeliveryOptions()
        options.batch = field("batch")?.count()
        options.window = field("window")?.duration(allowZero: true)
        options.attempts = field("attempts").flatMap { $0.optionalCount() }
        options.maximumAge = field("max-age").flatMap { $0.optionalDuration() }
        options.delay = field("delay")?.duration(allowZero: true)
        options.visibility = field("visibility")?.duration()
        options.atOnce = field("at-once")?.count()
        options.bisects = field("bisect")?.flag()
        options.reportsFailures = field("reports-failures")?.flag()
        options.failedTo = field("failed-to")?.reference()
        options.succeededTo = field("succeeded-to")?.reference()
        return options
    }

    private func channelSchedule() -> ChannelSchedule? {
        if let every = take("every") {
            allow(["cron", "time-zone"])
            guard let interval = every.duration() else { return nil }
            if interval < .seconds(0.001) {
                reading.report(.conflict("a schedule fires at most every millisecond here"), at: every.node)
            }
            return .every(interval)
        }
        guard let field = take("cron") else {
            reading.report(
                .conflict("when does it fire? Say 'every: 5 min', or 'cron: \"30 9 * * 1-5\"' and its 'time-zone'"),
                at: place, path: path)
            return nil
        }
        guard let text = field.text(expected: "a cron expression") else { return nil }
        let zone = timeZone()
        guard let cron = field.cronSchedule(text) else { return nil }
        return .weekly(cron.times, zone: zone)
    }
}

extension Field {
    /// A number of keys, `{count: 1000, zipf: 1}`, or `order`, any word: each message has a key of its own.
    fileprivate func messageKey() -> KeyPlan? {
        if !isMapping, node.text.map({ $0.first?.isLetter ?? false }) ?? false {
            note()
            return nil
        }
        // Channels with as many keys share them: what has a key in one has the same in the others.
        return keys().map {
            KeyPlan(exponent: $0.exponent, count: $0.count, stream: "keys.\($0.count).\($0.exponent)")
        }
    }

    /// A name, a list of names, or names with options.
    fileprivate func subscribers(_ shared: DeliveryOptions) -> [Subscriber] {
        if let items = node.items {
            return items.enumerated().compactMap { index, item in
                child(item, String(index + 1)).reference()
                    .map { Subscriber(target: $0, filterShare: 1, options: shared) }
            }
        }
        guard isMapping, let fields = fields() else {
            return reference().map { [Subscriber(target: $0, filterShare: 1, options: shared)] } ?? []
        }
        return fields.entries().map { entry in
            var subscriber = Subscriber(
                target: Reference(entry.key, at: entry.keyPlace), filterShare: 1, options: shared)
            guard !entry.field.node.isMissing, let own = entry.field.fields() else { return subscriber }
            subscriber.filterShare = own.take("filter")?.share() ?? 1
            subscriber.options = own.deliveryOptions().over(shared)
            own.finish()
            return subscriber
        }
    }
}
