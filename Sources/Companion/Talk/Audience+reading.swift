extension Audience {
    /// From what is stored; see ``key``.
    init?(key: String) {
        if key == Audience.everyone.key {
            self = .everyone
            return
        }
        guard let colon = key.firstIndex(of: ":") else { return nil }
        let id = String(key[key.index(after: colon)...])
        switch key[..<colon] {
        case "person": self = .person(id)
        case "place": self = .place(id)
        case "realm": self = .realm(id)
        default: return nil
        }
    }
}
