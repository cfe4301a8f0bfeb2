package import Foundation

/// A vector as it is kept on disk: two bytes a component beside a factor, so exact that rescoring with it changes no
/// order that matters, in half the room of floating point.
///
/// The blob is the factor as 4 bytes, then each component as 2, the low byte first.
package struct StoredVector: Sendable, Equatable {
    private static let full: Float = 32_767

    package let factor: Float
    package let components: [Int16]

    package init(_ vector: [Float]) {
        let largest = vector.reduce(0) { max($0, abs($1)) }
        guard largest > 0, largest.isFinite else {
            (factor, components) = (0, vector.map { _ in 0 })
            return
        }
        factor = largest / Self.full
        components = vector.map { Int16(clamping: Int(($0 / largest * Self.full).rounded())) }
    }

    /// Nil where the bytes are no vector.
    package init?(_ blob: Data) {
        guard blob.count >= 4, blob.count.isMultiple(of: 2) else { return nil }
        let bytes = [UInt8](blob)
        factor = Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[$1]) << UInt32(8 * $1) })
        components = stride(from: 4, to: bytes.count, by: 2).map {
            Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
        }
        guard factor.isFinite, factor >= 0 else { return nil }
    }

    package var blob: Data {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 + 2 * components.count)
        for shift in stride(from: 0, to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: factor.bitPattern >> shift))
        }
        for component in components {
            bytes.append(UInt8(truncatingIfNeeded: component))
            bytes.append(UInt8(truncatingIfNeeded: component >> 8))
        }
        return Data(bytes)
    }

    /// The cosine with a vector of length 1 and as many components; 0 where their numbers differ.
    package func similarity(to query: [Float]) -> Float {
        guard query.count == components.count else { return 0 }
        return factor * zip(components, query).reduce(0) { $0 + Float($1.0) * $1.1 }
    }
}
