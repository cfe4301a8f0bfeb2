/// Opens what one connection sends compressed. Its state dies with the connection.
package protocol Inflater: AnyObject {
    /// The document that ends with these bytes; nil where more must come.
    /// After a fault it must not be called again.
    func inflate(_ bytes: UnsafeRawBufferPointer) throws(CompressionFault) -> [UInt8]?
}

extension Inflater {
    package func inflate(_ bytes: [UInt8]) throws(CompressionFault) -> [UInt8]? {
        // Typed throws do not pass through `withUnsafeBytes` on every compiler this must build with.
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(CompressionFault) in try inflate(bytes) }
        }
        return try result.get()
    }
}
