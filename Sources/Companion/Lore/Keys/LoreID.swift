/// An entry among all books: the name under which its book is known, and its number there.
package struct LoreID: Sendable, Hashable {
    package var book: String
    package var entry: Int

    package init(book: String, entry: Int) {
        self.book = book
        self.entry = entry
    }
}
