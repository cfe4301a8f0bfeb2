package import Companion
import Foundation

/// What the page “Memory” stands on.
package struct MemoryParts: Sendable {
    package var facts: FactStore
    package var privacy: Privacy
    package var links: IdentityLinks
    package var codes: LinkCodes
    package var recall: Recall

    package init(facts: FactStore, privacy: Privacy, links: IdentityLinks, codes: LinkCodes, recall: Recall) {
        self.facts = facts
        self.privacy = privacy
        self.links = links
        self.codes = codes
        self.recall = recall
    }
}
