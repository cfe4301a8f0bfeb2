import Inference

/// Something that another program kept and that nothing here uses yet: it waits for the feature it belongs to.
struct KeptImport: Sendable {
    var key: SourceKey
    /// All that is known of it.
    var payload: JSONValue
    var said: Said
}
