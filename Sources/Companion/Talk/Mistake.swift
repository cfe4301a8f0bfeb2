/// Something the person who asked should be told, in words made for them.
///
/// Everything else that goes wrong is logged and answered with a general apology.
package struct Mistake: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ sentence: String) { description = sentence }
}
