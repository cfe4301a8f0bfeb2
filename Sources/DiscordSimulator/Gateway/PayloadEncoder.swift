import DiscordModel
import NIOCore
import NIOWebSocket

/// Makes frames of payloads, with the one compression context that a connection has.
struct PayloadEncoder {
    private let deflate: ([UInt8]) throws -> [UInt8]
    private let opcode: WebSocketOpcode

    init(_ compression: GatewayCompression) throws {
        switch compression {
        case .none: (deflate, opcode) = ({ $0 }, .text)
        case .zlib:
            let deflater = try ZlibDeflater()
            (deflate, opcode) = ({ try deflater.deflate($0) }, .binary)
        case .zstd:
            let deflater = try ZstdDeflater()
            (deflate, opcode) = ({ try deflater.deflate($0) }, .binary)
        }
    }

    func callAsFunction(_ payload: [UInt8]) throws -> WebSocketFrame {
        WebSocketFrame(fin: true, opcode: opcode, data: ByteBuffer(bytes: try deflate(payload)))
    }
}
