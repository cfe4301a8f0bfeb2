/// What a tag does to the text around it. Tags without a role change nothing.
enum HTMLRole: Equatable {
    case heading(Int)
    case block, list, item, table, row, cell, headerCell, code, lineBreak, title

    static let roles: [String: HTMLRole] = {
        var roles: [String: HTMLRole] = [
            "ul": .list, "ol": .list, "dl": .list, "menu": .list, "li": .item, "dt": .item, "dd": .item,
            "table": .table, "tr": .row, "td": .cell, "th": .headerCell, "pre": .code, "br": .lineBreak,
            "title": .title,
        ]
        for level in 1...6 { roles["h\(level)"] = .heading(level) }
        for name in blocks.split(separator: " ") { roles[String(name)] = .block }
        return roles
    }()

    private static let blocks = """
        p div section article main header footer aside address blockquote body head html figure figcaption form fieldset \
        legend hr details summary caption thead tbody tfoot center option button label textarea search hgroup dialog
        """
}
