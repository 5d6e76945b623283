// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import SimulationKernel

/// Settles one deployment: its application, where every part goes, and what is thereby assumed.
struct DeploymentReader {
    let syntax: DeploymentSyntax
    let lineage: [DeploymentSyntax]
    let base: Application
    let period: Period
    let reading: Reading

    /// Reports what can be told of a deployment that is like one there is not.
    func checkAlone() {
        PlacementReader(lineage: [syntax], home: home(), reading: reading).checkKeys(base.replacing(with: syntax.instead))
    }

    /// The settled deployment; nil after a report.
    func deployment(traffic: [TrafficSource], incidents: [Incident]) -> Deployment? {
        var application = lineage.reversed().reduce(base) { $0.replacing(with: $1.instead) }
        ReferenceCheck(application: application, reading: reading).check(traffic: traffic, incidents: incidents)
        let home = home()
        let places = PlacementReader(lineage: lineage, home: home, reading: reading)
        places.checkKeys(application)
        let shared = application.handlers.filter { SplitReader(places: places, reading: reading).isSplit($0.name) }
        let splits = shared.compactMap { members(of: $0, places, application) }
        let whole = application, unawaited = application.invokedAsynchronously
        func fleet(_ name: String, _ layers: PlacementLayers) -> HandlerPlacement? {
            self.fleet(of: name, layers, isUnawaited: unawaited.contains(name))
        }
        let handlers =
            application.handlers.compactMap { handler in
                let layers = shared.contains { $0.name == handler.name }
                    ? splits.first { $0.split.handler == handler.name }?.members[0]
                    : places.layers(for: handler.name, role: .handler, at: handler.place)
                return layers.flatMap { fleet(handler.name, $0) }
            }
            + splits.flatMap { $0.members.dropFirst() }.compactMap { fleet($0.part, $0) }
            + application.workflows.compactMap { workflow in
                places.layers(for: workflow.name, role: .workflow, at: workflow.place)
                    .flatMap { fleet(workflow.name, $0) }
            }
        application.handlers += splits.flatMap { $0.furtherHandlers(of: whole) }
        let doors = application.doors.compactMap { door($0, places, application) }
        let backends = application.backends.compactMap { backend in
            places.layers(for: backend.name, role: .backend, kind: .backend(backend.kind), at: backend.place)
                .flatMap { placed($0) { $0.backendPlacement($1, backend: backend) } }
        }
        let channels = application.channels.compactMap { channel in
            places.layers(for: channel.name, role: .channel, kind: .channel(channel.kind), at: channel.place)
                .flatMap { placed($0) { $0.channelPlacement($1, channel: channel) } }
        }
        checkDoors(application, doors: doors, handlers: handlers, splits: splits.map(\.split))
        checkAccounts(handlers)
        DeliveryCheck(application: application, handlers: handlers, channels: channels, syntax: syntax, reading: reading)
            .check()
        let isComplete =
            handlers.count == application.invocable.count && channels.count == application.channels.count
            && doors.count == application.doors.count
            && backends.count == application.backends.count
        guard isComplete else { return nil }
        let homes = handlers.map { Home($0.provider, $0.region) } + doors.map { Home($0.provider, $0.region) }
            + backends.map { Home($0.provider, $0.region) } + channels.map { Home($0.provider, $0.region) }
        let network = NetworkReader(lineage: lineage, reading: reading).map(of: Set(homes.compactMap(\.self)))
        let deployment = Deployment(
            name: syntax.name, provider: home.provider, region: home.region, application: application, handlers: handlers,
            splits: splits.map(\.split), doors: doors, backends: backends, channels: channels, network: network,
            assumptions: reading.takeAssumptions(), warnings: [])
        PayloadCheck(deployment: deployment, reading: reading).check(traffic)
        return deployment
    }

    /// A part on its product, with what that takes at once.
    private func placed<Part: PayloadLimited>(
        _ layers: PlacementLayers, _ read: (Fields, PlacementLayers) -> Part?
    ) -> Part? {
        let fields = layers.fields(reading)
        let payload = fields.payloadLimits(of: layers.role, on: layers.product)
        var part = read(fields, layers)
        part?.payload = payload
        return part
    }

    /// The products that share a handler; nil after a report.
    private func members(of handler: Handler, _ places: PlacementReader, _ application: Application) -> SplitMembers? {
        guard !application.isPolled(handler.name) else {
            reading.report(
                .conflict(
                    "'\(handler.name)' takes messages from a queue or stream, which cannot be split: give each product "
                        + "a subscriber of its own"),
                at: syntax.keyPlace, path: syntax.node.path)
            return nil
        }
        return SplitReader(places: places, reading: reading).members(of: handler)
    }

    /// Where a handler or workflow runs.
    private func fleet(of name: String, _ layers: PlacementLayers, isUnawaited: Bool) -> HandlerPlacement? {
        // A container service may hold many handlers: those that only their group places share one.
        let fleet = layers.isIndividual ? layers.part : layers.role.groupKey
        var placement = placed(layers) { fields, layers -> HandlerPlacement? in
            switch layers.product.model {
            case .lambda: fields.lambda(layers, period: period)
            case .fargate: fields.fargate(layers, fleet: fleet, period: period)
            case .pool: fields.pool(layers, fleet: fleet)
            case .stepFunctions: fields.stepFunctions(layers, isExpress: false)
            case .stepFunctionsExpress: fields.stepFunctions(layers, isExpress: true)
            case .instances: fields.instances(layers, fleet: fleet, period: period)
            case .machine: fields.machine(layers)
            default: nil
            }
        }
        if isUnawaited {
            placement?.asynchronous = asynchronous(name, on: layers.product.model)
        }
        placement?.handler = name
        return placement
    }

    /// What asynchronous invocations go through: the internal queue of a function, or nothing but the process itself.
    private func asynchronous(_ name: String, on model: ProductModel) -> ChannelSettings {
        var settings = ChannelSettings(style: .direct)
        guard model == .lambda else { return settings }
        let fields = Fields(
            [], defaults: reading.profiles[ProductModel.lambdaAsync.rawValue],
            path: "deployments.\(syntax.name).place.\(name).asynchronous", place: syntax.keyPlace, reading: reading)
        settings.style = fields.push()
        settings.publishLatency = fields.take("publish-latency")?.distribution(.duration) ?? .constant(0)
        settings.latency = fields.take("latency")?.distribution(.duration) ?? .constant(0)
        settings.retry = fields.take("retry")?.retry(stream: "") ?? .never
        settings.options = fields.deliveryOptions()
        return settings
    }

    private func door(_ door: Door, _ places: PlacementReader, _ application: Application) -> DoorPlacement? {
        places.layers(for: door.name, role: .door, at: door.place).flatMap {
            placed($0) { $0.doorPlacement($1, door: door, handlers: application.handlers) }
        }
    }

    /// Whom the deployment is bought from and where, by the nearest of the lineage that says it.
    private func home() -> Home {
        let catalogue = reading.catalogue
        var home = catalogue.seller(.aws).map(Home.init) ?? Home(provider: .aws, region: Region(rawValue: "us-east-1"))
        let path = "deployments.\(syntax.name)"
        if let node = lineage.compactMap({ $0.node["provider"] }).first {
            if let seller = reading.seller(node) { home = Home(seller) }
            note(node, path: "\(path).provider")
        } else {
            noteDerived("\(path).provider", home.provider.rawValue)
        }
        // A region that a deployment takes over counts only for the provider it was said of.
        let speaker = lineage.firstIndex { $0.node["provider"] != nil } ?? lineage.count - 1
        if let node = lineage[...speaker].compactMap({ $0.node["region"] }).first {
            if let region = reading.region(node, of: home.provider) { home.region = region }
            note(node, path: "\(path).region")
        } else {
            noteDerived("\(path).region", home.region.rawValue)
        }
        return home
    }

    private func note(_ node: Node, path: String) {
        let origin: FieldOrigin = node.isFromCommandLine ? .commandLine : .file
        Field(node: node, origin: origin, path: path, reading: reading).note()
    }

    private func noteDerived(_ path: String, _ value: String) {
        reading.note(
            Assumption(
                path: path, value: value, origin: .derived, source: "the first that is known", confidence: .assumed,
                range: nil))
    }

    /// A function URL belongs to a function.
    private func checkDoors(
        _ application: Application, doors: [DoorPlacement], handlers: [HandlerPlacement], splits: [HandlerSplit]
    ) {
        for placement in doors where placement.product == .functionURL {
            for route in application.doors.named(placement.door)?.routes ?? [] {
                let handler = handlers.first { $0.handler == route.name }
                let place: String
                if splits.contains(where: { $0.handler == route.name }) {
                    place = "stands on several products"
                } else if case .service? = handler?.fleet {
                    place = "runs in a service"
                } else {
                    continue
                }
                reading.report(
                    .conflict(
                        "a function URL leads to a function, and '\(route.name)' \(place) in deployment "
                            + "'\(syntax.name)'"),
                    at: syntax.keyPlace, path: syntax.node.path)
            }
        }
    }

    /// All functions of an account in a region draw from one pool, so that they must agree on its size.
    private func checkAccounts(_ handlers: [HandlerPlacement]) {
        var accounts: [String: AccountPlan] = [:]
        var held: [String: Int] = [:]
        for case .function(let plan, let account) in handlers.map(\.fleet) {
            // What a function has reserved holds what it has provisioned.
            held[account.name, default: 0] += plan.reserved ?? plan.provisioned?.greatestCount ?? 0
            guard let other = accounts[account.name] else {
                accounts[account.name] = account
                continue
            }
            if other.concurrency != account.concurrency || other.requestRateFactor != account.requestRateFactor {
                reading.report(
                    .conflict(
                        "functions of '\(syntax.name)' in \(account.name) share one account, but give it different "
                            + "'account-concurrency' or 'requests-per-concurrency'"),
                    at: syntax.keyPlace, path: syntax.node.path)
            }
        }
        for (name, sum) in held.sorted(by: { $0.key < $1.key }) {
            // 100 environments of an account always stay unreserved (AWS Lambda Developer Guide, lambda-concurrency).
            guard let concurrency = accounts[name]?.concurrency, sum > max(concurrency - 100, 0) else { continue }
            reading.warn(
                "\(sum) environments are reserved or provisioned in '\(syntax.name)', more than AWS gives away of the "
                    + "account's \(concurrency)",
                hint: "100 always stay unreserved; say 'account-concurrency' where the quota was raised",
                at: syntax.keyPlace, path: syntax.node.path)
        }
    }
}
