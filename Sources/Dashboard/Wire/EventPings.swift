import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Sends a comment, which readers skip, into streams of events that are silent,
/// so that nobody in between takes the connection for dead.
final class EventPings: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    static let comment = ": ping\n\n"

    private let silence: TimeAmount
    private var wroteAt = NIODeadline.uptimeNanoseconds(0)
    private var next: Scheduled<Void>?

    init(afterSilenceOf silence: TimeAmount) { self.silence = silence }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        wroteAt = context.eventLoop.now
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.headerFields[.contentType] == EventStream.contentType:
            schedule(context, in: silence)
        case .head, .body: break
        case .end: next?.cancel()
        }
        context.write(data, promise: promise)
    }

    func handlerRemoved(context: ChannelHandlerContext) { next?.cancel() }

    private func schedule(_ context: ChannelHandlerContext, in time: TimeAmount) {
        next = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [self] in
            let left = silence - (context.eventLoop.now - wroteAt)
            if left <= .zero {
                let part = HTTPResponsePart.body(ByteBuffer(string: Self.comment))
                context.writeAndFlush(wrapOutboundOut(part), promise: nil)
                wroteAt = context.eventLoop.now
            }
            schedule(context, in: left > .zero ? left : silence)
        }
    }
}
