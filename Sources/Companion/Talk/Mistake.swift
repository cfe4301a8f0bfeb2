/// Something the person who asked should be told, in words made for them.
///
/// Everything else that goes wrong is logged and answered with a general apology.
package struct Mistake: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable {
        /// What was asked cannot be done; asking in another way may help.
        case invalid
        /// No answer could be had; the same may go well later.
        case unavailable
        /// Too much is being asked at the moment.
        case busy
        /// The budget is used up.
        case spent
    }

    package let description: String
    package let kind: Kind

    package init(_ sentence: String, _ kind: Kind = .invalid) {
        description = sentence
        self.kind = kind
    }

    /// Nothing but a picture was said to a model that sees none.
    package static let blind = Mistake("My language model cannot see pictures. Tell me in words what is on it.")
}
