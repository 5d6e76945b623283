// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import PlatformModels
import Sampling
import SimulationKernel

extension Fields {
    /// What a cold start of a function is made of: `cold-start` says it all, or its parts are put together.
    func start(_ function: FunctionPlan, package: PackageType, architecture: Architecture, stream: String) -> StartPlan
    {
        let parts = [
            "runtime", "init", "init-factor", "init-limit", "placement-time", "download", "code-size", "download-rate",
            "first-call",
        ]
        var plan = StartPlan()
        plan.initialisationIsBilled = take("bill-init")?.flag() ?? true
        // A restore is billed by what it restores (and a part of its time, which is not published), not by its time.
        if isSnapStart, !has("bill-init") { plan.initialisationIsBilled = false }
        plan.firstCallSlowdown = take("first-call-slowdown")?.atLeast(1) ?? 1
        func draw(_ key: String, _ distribution: Distribution?) -> Draw? {
            distribution.map { Draw($0, stream: "\(stream).\(key)") }
        }
        if let whole = take("cold-start") {
            allow(parts)
            plan.initialisation = draw("init", whole.optionalDistribution(.duration) ?? nil)
            return plan
        }
        plan.placement = draw("placement-time", take("placement-time")?.optionalDistribution(.duration) ?? nil)
        plan.download = draw("download", download(package))
        plan.initialisationLimit = take("init-limit")?.optionalDuration() ?? nil
        let measured = measuredStart(package: package, architecture: architecture)
        plan.initialisation = draw("init", initialisation(measured))
        plan.firstCall = draw("first-call", firstCall(measured, memory: function.memory))
        return plan
    }

    /// Size over rate for a zip; an image is loaded lazily, within the initialisation that was measured.
    private func download(_ package: PackageType) -> Distribution? {
        if has("download") {
            allow(["code-size", "download-rate"])
            return take("download")?.optionalDistribution(.duration) ?? nil
        }
        allow(["download", "code-size", "download-rate"])
        guard package == .zip else { return nil }
        let size = take("code-size")?.quantity(.size)
        let rate = take("download-rate")?.bytesPerSecond()
        guard let size, let rate else { return nil }
        return .constant(size / rate)
    }

    /// Whether new environments are restored from a snapshot that was taken when the version was published.
    private var isSnapStart: Bool { take("snap-start")?.flag() ?? false }

    /// What restores cost: nothing with the managed runtimes of Java (AWS Lambda pricing page).
    func snapStart() -> SnapStart {
        let runtime = take("runtime")?.node.text ?? ""
        guard isSnapStart || runtime.hasSuffix("-snapstart") else { return .none }
        return runtime.hasPrefix("java") ? .free : .billed
    }

    private func measuredStart(package: PackageType, architecture: Architecture) -> (ColdStart, runtime: String)? {
        let table = reading.profiles.coldStarts
        guard let field = take("runtime"), let text = field.text(expected: "a runtime") else { return nil }
        // AWS writes nodejs22.x.
        let name = text.hasSuffix(".x") ? String(text.dropLast(2)) : text
        // Restores from snapshots were measured beside initialisations.
        let runtime = isSnapStart && !name.hasSuffix("-snapstart") ? "\(name)-snapstart" : name
        guard table.runtimes.contains(runtime) else {
            // Only Java's restores were measured; others are for the scenario to say.
            if isSnapStart, table.runtimes.contains(name), has("init") { return nil }
            // Of equally near versions the newest is meant.
            reading.unknown("runtime", text, known: table.runtimes.reversed(), at: field.node)
            return nil
        }
        guard let start = table[runtime, package: package.rawValue, architecture: architecture.rawValue] else {
            if !has("init") || !has("first-call") {
                reading.report(
                    .conflict(
                        "no cold starts of \(runtime) as \(package.rawValue) on \(architecture.rawValue) were "
                            + "measured: give 'init' and 'first-call', or 'cold-start'"),
                    at: field.node)
            }
            return nil
        }
        field.note()
        return (start, runtime)
    }

    /// `init`, or what was measured for hello-world times a factor for what a real application loads.
    private func initialisation(_ measured: (start: ColdStart, runtime: String)?) -> Distribution? {
        if has("init") {
            allow(["init-factor"])
            return take("init")?.optionalDistribution(.duration) ?? nil
        }
        allow(["init"])
        var factor: Double?
        if let field = take("init-factor") {
            factor = field.atLeast(0.01)
        } else if let runtime = measured?.runtime, let value = reading.profiles.initFactor(runtime: runtime) {
            let origin = FieldOrigin.profile(name: "aws-lambda", source: value.source, confidence: value.confidence)
            factor = Field(node: value.node, origin: origin, path: "\(path).init-factor", reading: reading).atLeast(
                0.01)
        }
        guard let measured else { return nil }
        let distribution = measured.start.initialisation.scaled(by: factor ?? 1)
        let text =
            "p50 \(Self.milliseconds(distribution.quantile(0.5))), "
            + "p99 \(Self.milliseconds(distribution.quantile(0.99)))"
        noteMeasured("init", text)
        return distribution
    }

    private func firstCall(_ measured: (start: ColdStart, runtime: String)?, memory: Int) -> Distribution? {
        if has("first-call") { return take("first-call")?.optionalDistribution(.duration) ?? nil }
        allow(["first-call"])
        guard let seconds = measured?.start.firstCallCPU(memory: Double(memory)) else { return nil }
        noteMeasured("first-call", Self.milliseconds(seconds))
        return .constant(seconds)
    }

    private func noteMeasured(_ key: String, _ value: String) {
        reading.note(
            Assumption(
                path: "\(path).\(key)", value: value, origin: .measured, source: reading.profiles.coldStarts.source,
                confidence: .measured, range: nil))
    }

    private static func milliseconds(_ seconds: Double) -> String {
        let rounded = (seconds * 10_000).rounded() / 10
        return "\(rounded.formatted) ms"
    }
}

extension Field {
    /// `50 MB/s`: a size for each second.
    func bytesPerSecond() -> Double? {
        guard let text = node.text, text.hasSuffix("/s") else {
            reading.report(.wrongType(expected: "a size a second such as 50 MB/s", found: node.type), at: node)
            return nil
        }
        var field = self
        field.node.content = .scalar(String(text.dropLast(2)), wasQuoted: false)
        guard let bytes = field.read(.dataSize.positive, note: false)?.bytes else { return nil }
        note()
        return Double(bytes)
    }
}
