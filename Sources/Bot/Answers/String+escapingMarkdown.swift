extension String {
    /// As Discord shows it letter by letter: nothing in it is bold, a link or a mention.
    ///
    /// It goes by code points, as Discord does: a mark on top of an asterisk does not make it another sign.
    var escapingMarkdown: String {
        var escaped = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if Self.markup.contains(scalar) { escaped.append("\\") }
            escaped.append(scalar)
        }
        return String(escaped)
    }

    private static let markup = Set("\\*_~`|<>[]()#@:".unicodeScalars)
}
