import CVectors
import Foundation

/// Where the engine and its weights lie.
package struct E5Files: Sendable {
    /// The shared library.
    package var library: String
    package var weights: String

    package init(library: String, weights: String) {
        self.library = library
        self.weights = weights
    }

    /// As set-up puts them below `$ACORE_HOME`; of the two libraries the one that this machine can run.
    package init(home: String) {
        let folder = home + "/engines/e5"
        self.init(
            library: folder + (vectors_has_avx2() == 1 ? "/libe5-avx2.so" : "/libe5.so"),
            weights: folder + "/e5-small-q4.bin")
    }

    /// The first file that is not there, as a sentence that says what to do; nil where both are.
    package var missing: String? {
        [library, weights].first { !FileManager.default.fileExists(atPath: $0) }
            .map { "Memories are found by their words alone: there is no \($0). Run: acore setup" }
    }
}
