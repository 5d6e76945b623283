// swift-tools-version: 6.1
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

let package = Package(
    name: "faascast",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "faascast", targets: ["faascast"]),
        .library(
            name: "FaascastEngine",
            targets: ["Measurement", "PlatformModels", "Sampling", "SimulationKernel", "Workload"]),
        .library(name: "Pricing", targets: ["Pricing"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
        .target(name: "SimulationKernel"),
        .target(name: "Documents", dependencies: ["Yams"]),
        .target(name: "StatesLanguage", dependencies: ["Documents"]),
        .target(name: "Pricing", dependencies: ["Documents"], resources: [.copy("Resources")]),
        .target(name: "Sampling", dependencies: ["CGSL"]),
        .target(name: "Measurement", dependencies: ["CGSL", "SimulationKernel"]),
        .target(name: "Queueing", dependencies: ["CGSL"]),
        .target(name: "Workload", dependencies: ["Sampling", "SimulationKernel"]),
        .target(
            name: "PlatformModels",
            dependencies: [
                "Documents", "Measurement", "Sampling", "SimulationKernel", "Workload",
                .product(name: "DequeModule", package: "swift-collections"),
            ],
            resources: [.copy("Resources")]),
        .target(
            name: "Scenario", dependencies: ["Documents", "PlatformModels", "Pricing", "Queueing", "StatesLanguage"],
            exclude: ["LANGUAGE.md"]),
        .target(name: "Study", dependencies: ["Measurement", "Scenario"]),
        .target(
            name: "Reporting",
            dependencies: ["Documents", "Pricing", "Study", .product(name: "Mustache", package: "swift-mustache")],
            resources: [.copy("Resources")]),
        .executableTarget(
            name: "faascast",
            dependencies: [
                "Documents", "PlatformModels", "Pricing", "Reporting", "Scenario", "StatesLanguage",
                "Study",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(name: "SimulationKernelTests", dependencies: ["SimulationKernel"]),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents"]),
        .testTarget(name: "StatesLanguageTests", dependencies: ["StatesLanguage"], resources: [.copy("Definitions")]),
        .testTarget(name: "PricingTests", dependencies: ["Pricing"], resources: [.copy("Examples")]),
        .testTarget(name: "SamplingTests", dependencies: ["CGSL", "Sampling"]),
        .testTarget(name: "MeasurementTests", dependencies: ["Measurement"]),
        .testTarget(name: "QueueingTests", dependencies: ["Queueing"]),
        .testTarget(name: "WorkloadTests", dependencies: ["Workload"]),
        .testTarget(name: "PlatformModelsTests", dependencies: ["PlatformModels", "Queueing"]),
        .testTarget(name: "ScenarioTests", dependencies: ["Scenario", "Study"]),
        .testTarget(name: "StudyTests", dependencies: ["Study"]),
        .testTarget(name: "ReportingTests", dependencies: ["Measurement", "Pricing", "Reporting", "Scenario", "Study"]),
        .testTarget(name: "CommandLineTests", dependencies: ["faascast"]),
        .testTarget(
            name: "Validation", dependencies: ["Queueing", "Study"], exclude: ["INDEX.md"], resources: [.copy("Cases")]),
    ],
    swiftLanguageModes: [.v6]
)
