import Foundation
import NIOCore

/// Stands at the socket's end of a pipeline and does to the bytes that leave what a ``WireFault`` says.
final class WireFaultHandler: ChannelOutboundHandler, @unchecked Sendable {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    // All state is of the event loop; that is what `@unchecked` stands for.
    private let eventLoop: any EventLoop
    private var cut: (left: Int, ending: CutEnding)?
    private var garbleAfter: Int?
    private var isSilent = false
    private var context: ChannelHandlerContext?

    init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    /// From the next byte on.
    func arm(_ fault: WireFault) async throws {
        try await eventLoop.submit { [self] in
            switch fault {
            case .garble(let after): garbleAfter = after
            case .cut(let after, let ending):
                cut = (after, ending)
                if after == 0, let context { end(context) }
            }
        }.get()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isSilent else { return succeed(promise) }
        var bytes = unwrapOutboundIn(data)
        garble(&bytes)
        guard let cut else { return context.write(wrapOutboundOut(bytes), promise: promise) }
        guard bytes.readableBytes >= cut.left else {
            self.cut?.left -= bytes.readableBytes
            return context.write(wrapOutboundOut(bytes), promise: promise)
        }
        let last = bytes.readSlice(length: cut.left) ?? ByteBuffer()
        context.writeAndFlush(wrapOutboundOut(last), promise: nil)
        succeed(promise)
        end(context)
    }

    private func garble(_ bytes: inout ByteBuffer) {
        guard let after = garbleAfter else { return }
        guard after < bytes.readableBytes else { return garbleAfter = after - bytes.readableBytes }
        garbleAfter = nil
        let index = bytes.readerIndex + after
        if let byte: UInt8 = bytes.getInteger(at: index) { bytes.setInteger(byte ^ 1, at: index) }
    }

    private func end(_ context: ChannelHandlerContext) {
        isSilent = true
        switch cut?.ending {
        case .silence, nil: break
        case .close: context.close(promise: nil)
        case .reset:
            // Lingering for no time at all makes the kernel send RST instead of FIN.
            let closed = (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
            (closed ?? eventLoop.makeSucceededVoidFuture()).assumeIsolated().whenComplete { _ in
                context.close(promise: nil)
            }
        }
    }

    /// Who writes is not to notice.
    private func succeed(_ promise: EventLoopPromise<Void>?) { promise?.succeed() }
}
