// SPDX-License-Identifier: GPL-3.0-or-later
import Documents

/// Reads what a Map state does with its items.
struct MapReader {
    /// The language of the machine that the state stands in, which that of its items takes over.
    let inherited: QueryLanguage
    let names: StateNames
    let reporter: Reporter

    func map(_ fields: inout StateFields) -> MapState? {
        let (processor, mode) = processor(&fields)
        let maxConcurrency = fields.givenWhole("MaxConcurrency", 0...99_999_999)
        let tolerated = ToleratedFailures(
            percentage: fields.givenDecimal("ToleratedFailurePercentage", 0...100),
            count: fields.givenWhole("ToleratedFailureCount", 0...99_999_999))
        fields.template("ItemSelector")
        fields.exclude("ItemSelector", "Parameters")
        _ = fields.string("Label")
        let batcher = batcher(&fields)
        let items = items(&fields)
        let writesResults = fields.has("ResultWriter")
        readWriter(&fields)
        if mode == .inline { warnOfDistributedFields(fields) }
        guard let processor, let mode else { return nil }
        if mode == .distributed(.express) { refuseLongWaits(in: processor) }
        return MapState(
            processor: processor, mode: mode, maxConcurrency: maxConcurrency, toleratedFailures: tolerated,
            batcher: batcher, items: items, writesResults: writesResults)
    }

    /// Jobs, callbacks and activities outlive the five minutes of an Express execution; the service refuses them.
    private func refuseLongWaits(in processor: StateMachine) {
        for state in processor.allStates {
            guard case .task(let task) = state.kind else { continue }
            var waits = task.resource.pattern != .requestResponse
            if case .activity = task.resource { waits = true }
            if waits { reporter.error(.notInExpress(state: state.name), at: state.place, path: "") }
        }
    }

    private func warnOfDistributedFields(_ fields: StateFields) {
        let distributed = [
            "ItemReader", "ItemBatcher", "ResultWriter", "ToleratedFailurePercentage", "ToleratedFailurePercentagePath",
            "ToleratedFailureCount", "ToleratedFailureCountPath", "Label",
        ]
        for entry in fields.node.entries ?? [] where distributed.contains(entry.key) {
            reporter.warning(.needsDistributed(field: entry.key), at: entry.keyPlace, path: entry.value.path)
        }
    }

    // MARK: The processor

    /// `Iterator` is what `ItemProcessor` was called before there were two modes; it is read alike.
    private func processor(_ fields: inout StateFields) -> (StateMachine?, MapMode?) {
        fields.exclude("ItemProcessor", "Iterator")
        let present = fields.take("ItemProcessor")
        let legacy = fields.take("Iterator")
        guard let node = present ?? legacy else {
            reporter.error(.missing("ItemProcessor", of: "a Map state"), at: fields.node)
            return (nil, nil)
        }
        var mode: MapMode? = .inline
        let reader = MachineReader(names: names, reporter: reporter, language: inherited)
        let field = present == nil ? "Iterator" : "ItemProcessor"
        let machine = reader.read(node, as: .processor, field: field) { inner in
            guard var config = inner.object("ProcessorConfig", owner: "a ProcessorConfig") else { return }
            mode = Self.mode(&config)
            config.finish()
        }
        return (machine, mode)
    }

    private enum ModeWord: String, CaseIterable {
        case inline = "INLINE"
        case distributed = "DISTRIBUTED"
    }

    private static func mode(_ config: inout StateFields) -> MapMode? {
        let hasMode = config.has("Mode")
        let word = config.word("Mode", ModeWord.self)
        let hasType = config.has("ExecutionType")
        let type = config.word("ExecutionType", ExecutionType.self)
        guard word != nil || !hasMode, type != nil || !hasType else { return nil }
        return word == .distributed ? .distributed(type ?? .standard) : .inline
    }

    // MARK: Items

    private func batcher(_ fields: inout StateFields) -> ItemBatcher? {
        guard var inner = fields.object("ItemBatcher", owner: "an ItemBatcher") else { return nil }
        inner.template("BatchInput")
        let batcher = ItemBatcher(
            maxItems: inner.givenWhole("MaxItemsPerBatch", 1...99_999_999),
            maxInputBytes: inner.givenWhole("MaxInputBytesPerBatch", 1...262_144))
        let bounds = ["MaxItemsPerBatch", "MaxInputBytesPerBatch"]
        if !bounds.contains(where: { inner.has($0) || inner.has($0 + "Path") }) {
            reporter.error(.oneOf(bounds, of: "an ItemBatcher"), at: inner.node)
        }
        inner.finish()
        return batcher
    }

    private func items(_ fields: inout StateFields) -> ItemSource {
        fields.exclude("ItemsPath", "Items")
        var source = ItemSource.input
        if let path = fields.take("ItemsPath", of: .jsonPath), !path.isMissing {
            fields.check.pathOrCall(path, field: "ItemsPath")
            source = .selected(path.text ?? "")
        }
        if let items = fields.template("Items", of: .jsonata) {
            if let count = items.items?.count {
                source = .listed(count: count)
            } else if let text = items.text, JSONataText(text).isExpression || Placeholder(text) != nil {
                source = .selected(text)
            } else if items.entries == nil {
                let expected = "a list or an expression"
                reporter.error(.wrongType(field: "Items", expected: expected, found: items.description), at: items)
            }
        }
        guard var reader = fields.object("ItemReader", owner: "an ItemReader") else { return source }
        let resource = reader.requiredString("Resource")
        reader.template("Parameters", of: .jsonPath)
        reader.template("Arguments", of: .jsonata)
        let maxItems = readerConfig(&reader)
        reader.finish()
        let action = resource.flatMap { FunctionName.split($0).last } ?? ""
        return .read(action: action, maxItems: maxItems)
    }

    private func readerConfig(_ reader: inout StateFields) -> Given<Int>? {
        guard var config = reader.object("ReaderConfig", owner: "a ReaderConfig") else { return nil }
        let maxItems = config.givenWhole("MaxItems", 0...100_000_000)
        // What the file looks like changes neither cost nor time.
        for field in [
            "InputType", "CSVHeaderLocation", "CSVHeaders", "CSVDelimiter", "ManifestType", "ItemsPointer",
            "Transformation",
        ] {
            _ = config.take(field)
        }
        config.finish()
        return maxItems
    }

    private func readWriter(_ fields: inout StateFields) {
        guard var writer = fields.object("ResultWriter", owner: "a ResultWriter") else { return }
        _ = writer.string("Resource")
        writer.template("Parameters", of: .jsonPath)
        writer.template("Arguments", of: .jsonata)
        if var config = writer.object("WriterConfig", owner: "a WriterConfig") {
            _ = config.take("OutputType")
            _ = config.take("Transformation")
            config.finish()
        }
        writer.finish()
    }
}
