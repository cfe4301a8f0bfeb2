/// Ties together what is logged about one request, message or utterance.
package enum RequestID {
    /// The current task's request; nil outside of one.
    @TaskLocal package static var current: String?

    /// A new id of twelve characters, such as `k3f9x0q2m7ab`.
    package static func make() -> String {
        let alphabet = Array("0123456789abcdefghijklmnopqrstuvwxyz")
        return String((0..<12).compactMap { _ in alphabet.randomElement() })
    }
}
