// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import PlatformModels
import Reporting
import Scenario

struct Platforms: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists what parts of an application can be placed on.",
        discussion: """
            EXAMPLES:
              faascast platforms                     by provider and type of part
              faascast platforms --provider azure    each product with its title
              faascast platforms --platforms nimbus.yaml --provider nimbus
            """)

    @Option(help: "Only this provider: aws, azure, google, cloudflare; or none, for one's own servers.")
    var provider: String?
    @Flag(help: "No colour.") var noColor = false
    @OptionGroup var platforms: PlatformOptions

    func run() throws {
        try Complaints.reporting(noColour: noColor) {
            let catalogue = try Catalogue.load(platforms: platforms.files)
            let listing = PlatformListing(catalogue, style: .of(.standardOutput, isRefused: noColor))
            guard let provider else { return try Descriptor.standardOutput.write(listing.overview) }
            let known = catalogue.sellers.map(\.provider.rawValue)
            guard known.contains(provider) || provider == "none" else {
                throw Complaints.unknown("provider", provider, known)
            }
            let text = provider == "none" ? listing.unsold : listing.products(of: Provider(rawValue: provider))
            try Descriptor.standardOutput.write(text)
        }
    }
}
