import Companion
import Foundation
import Inference
import Storage

/// Makes what was brought in findable, before the command says that it is done.
func makeFindable(in database: SQLiteDatabase, _ embedder: (any Embedder)?) async throws {
    let recall = Recall(database: database, embedder: embedder)
    try await Indexing(recall).index(progress: { done in
        if done.isMultiple(of: 1024) { tell("\(done) messages read for what they mean …") }
    })
}

/// A line for whoever watches, beside the output.
func tell(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
