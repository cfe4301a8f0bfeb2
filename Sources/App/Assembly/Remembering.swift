import Engines
import Foundation
import Inference

/// What finds memories by their meaning.
enum Remembering {
    static func files(_ places: Places) -> E5Files { E5Files(home: places.home.path) }

    /// Nil where set-up has not put it there: then memories are found by their words.
    static func embedder(_ places: Places) -> (any Embedder)? {
        let files = files(places)
        return files.missing == nil ? CachedEmbedder(E5Embedder(files)) : nil
    }
}
