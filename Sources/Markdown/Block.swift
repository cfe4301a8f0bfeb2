/// A part of a message that stands on lines of its own.
package enum Block: Sendable, Equatable {
    case paragraph([Inline])
    /// Levels 1 to 3.
    case heading(level: Int, [Inline])
    /// Small print: a line that begins with `-#`.
    case subtext([Inline])
    /// A list with the number it starts at, or with bullets where that is nil.
    case list(start: Int?, items: [[Block]])
    case quote([Block])
    case code(language: String?, text: String)
}
