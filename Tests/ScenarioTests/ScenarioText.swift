// SPDX-License-Identifier: GPL-3.0-or-later
import Documents
import Foundation
import Scenario

/// A small scenario whose parts a test can replace.
struct ScenarioText {
    var period = ""
    var traffic = "  shoppers: { to: shop/buy, arrivals: { rate: 10/s } }"
    var doors = "  shop: { routes: [ buy ] }"
    var handlers = "  buy: { steps: [ compute: 8 ms ] }"
    var backends = ""
    var deployments = "  lambda: { provider: aws, region: us-east-1 }"
    var objectives = ""
    var rest = ""

    var text: String {
        var text = "name: Test\n"
        if !period.isEmpty { text += "period: \(period)\n" }
        text += "traffic:\n\(traffic)\n"
        if !doors.isEmpty { text += "doors:\n\(doors)\n" }
        text += "handlers:\n\(handlers)\n"
        if !backends.isEmpty { text += "backends:\n\(backends)\n" }
        text += "deployments:\n\(deployments)\n"
        if !objectives.isEmpty { text += "objectives:\n\(objectives)\n" }
        return text + rest
    }

    func load(_ overrides: [Override] = []) throws -> Scenario { try Scenario.load(text: text, overrides: overrides) }

    func compile(_ overrides: [Override] = []) throws -> [CompiledDeployment] { try load(overrides).compile() }

    /// The mistakes, as "line:column path fault"; none when it loads.
    func failure(_ overrides: [Override] = []) -> [Diagnostic] {
        do {
            _ = try load(overrides)
            return []
        } catch let failure as DocumentFailure {
            return failure.diagnostics.filter { $0.severity == .error }
        } catch {
            return []
        }
    }
}

/// The folder of the scenarios that come with the program.
let scenariosFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios").path

extension ScenarioText {
    /// All mistakes, as a user sees them.
    func failureText(_ overrides: [Override] = []) -> String {
        do {
            _ = try load(overrides)
            return ""
        } catch { return "\(error)" }
    }

    /// The only deployment.
    func deployment(_ overrides: [Override] = []) throws -> CompiledDeployment {
        let all = try compile(overrides)
        return all[0]
    }
}
