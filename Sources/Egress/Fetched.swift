/// What is wanted of an address, and how much of it.
package struct FetchWish: Sendable {
    /// Kinds that are taken, like `image/png`; `image/*` is all of them.
    package var types: Set<String>
    package var bytes: Int
    /// For all of it, redirects and names included.
    package var time: Duration

    package init(types: Set<String>, bytes: Int, time: Duration = .seconds(10)) {
        self.types = types
        self.bytes = bytes
        self.time = time
    }

    func takes(_ type: String) -> Bool {
        let kind = type.prefix { $0 != "/" }
        return types.contains(type) || types.contains("\(kind)/*")
    }
}

package struct Fetched: Sendable, Equatable {
    /// Where it was found, behind all redirects.
    package var address: WebAddress
    /// As it was called, without parameters, in small letters; what it is must be looked at.
    package var type: String
    package var bytes: [UInt8]
}
