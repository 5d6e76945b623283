// SPDX-License-Identifier: GPL-3.0-or-later

/// The categories of services that FOCUS 1.2 allows (column ServiceCategory).
enum ServiceCategory: String, CaseIterable, Sendable {
    case machineLearning = "AI and Machine Learning"
    case analytics = "Analytics"
    case businessApplications = "Business Applications"
    case compute = "Compute"
    case databases = "Databases"
    case developerTools = "Developer Tools"
    case multicloud = "Multicloud"
    case identity = "Identity"
    case integration = "Integration"
    case internetOfThings = "Internet of Things"
    case governance = "Management and Governance"
    case media = "Media"
    case migration = "Migration"
    case mobile = "Mobile"
    case networking = "Networking"
    case security = "Security"
    case storage = "Storage"
    case web = "Web"
    case other = "Other"
}
