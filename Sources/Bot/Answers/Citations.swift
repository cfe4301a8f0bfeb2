/// The numbers of sources that a text cites: `[1]`, `[1, 3]`, `[1][2]`.
enum Citations {
    /// Characters between two brackets that are looked at.
    private static let longest = 12
    /// Greater ones are years or places in a list.
    private static let greatest = 99

    static func numbers(in text: String) -> Set<Int> {
        var numbers: Set<Int> = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "[") {
            rest = rest[rest.index(after: open)...]
            guard let close = rest.prefix(longest).firstIndex(of: "]") else { continue }
            let parts = rest[..<close].split(separator: ",", omittingEmptySubsequences: false).map { part in
                Int(part.filter { $0 != " " })
            }
            let found = parts.compactMap(\.self).filter { (1...greatest).contains($0) }
            if found.count == parts.count { numbers.formUnion(found) }
        }
        return numbers
    }
}
