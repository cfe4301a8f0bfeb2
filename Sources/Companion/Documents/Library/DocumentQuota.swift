/// How much those who are told of the same documents may have of them. What is more is refused, with what to do.
struct DocumentQuota: Sendable, Equatable {
    var files: Int
    /// Of the files as they were brought.
    var bytes: Int
    var chunks: Int

    static let server = DocumentQuota(files: 200, bytes: 200 << 20, chunks: 40_000)
    static let person = DocumentQuota(files: 50, bytes: 50 << 20, chunks: 10_000)
    /// The operator's own folder.
    static let everyone = DocumentQuota(files: 2_000, bytes: 2 << 30, chunks: 400_000)

    /// What is there beside the one that is brought.
    struct Use: Sendable, Equatable {
        var files: Int
        var bytes: Int
        var chunks: Int
    }

    init(files: Int, bytes: Int, chunks: Int) {
        self.files = files
        self.bytes = bytes
        self.chunks = chunks
    }

    init(of audience: Audience) {
        self =
            switch audience {
            case .everyone: .everyone
            case .person: .person
            case .place, .realm: .server
            }
    }

    /// - Throws: ``Mistake`` where there is no room for one more.
    func check(_ use: Use, adding bytes: Int, _ chunks: Int) throws(Mistake) {
        guard use.files < files else {
            throw Mistake("There are \(use.files) documents already, and I keep \(files) at most. Remove one first.")
        }
        guard use.bytes <= self.bytes - min(bytes, self.bytes), bytes <= self.bytes else {
            throw Mistake("All documents together may have \(self.bytes >> 20) MiB. Remove one first.")
        }
        guard use.chunks <= self.chunks - min(chunks, self.chunks), chunks <= self.chunks else {
            throw Mistake(
                """
                The document makes \(chunks) passages; all documents together may have \(self.chunks), and there are \
                \(use.chunks). Remove one first, or split the file.
                """)
        }
    }
}
