import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes connections that somebody keeps open without using them. Who sends
/// nothing between two requests is for the server's own idle limit.
final class ConnectionLimits: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart

    struct Times {
        /// For a reader to take some of what waits for it.
        var reading: TimeAmount = .seconds(30)
        /// For a request to come in whole, and for one that says that it is large.
        var body: TimeAmount = .seconds(60)
        var largeBody: TimeAmount = .minutes(10)
    }

    private let times: Times
    private var reader: Scheduled<Void>?
    private var body: Scheduled<Void>?

    init(_ times: Times) { self.times = times }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let length = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
            body = close(context, in: length > JSONBody.ordinaryLimit ? times.largeBody : times.body, insteadOf: body)
        case .body: break
        case .end: body = end(body)
        }
        context.fireChannelRead(data)
    }

    /// Whoever has the answer already, as strangers have, gets no more time for a large body.
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data), body != nil { body = close(context, in: times.body, insteadOf: body) }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        reader = context.channel.isWritable ? end(reader) : close(context, in: times.reading, insteadOf: reader)
        context.fireChannelWritabilityChanged()
    }

    /// Nothing follows our last answer: the other side has to hang up too.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output { reader = close(context, in: times.reading, insteadOf: reader) }
        context.close(mode: mode, promise: promise)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        reader = end(reader)
        body = end(body)
    }

    private func close(
        _ context: ChannelHandlerContext, in time: TimeAmount, insteadOf earlier: Scheduled<Void>?
    ) -> Scheduled<Void> {
        earlier?.cancel()
        return context.eventLoop.scheduleTask(in: time) { [channel = context.channel] in channel.close(promise: nil) }
    }

    private func end(_ task: Scheduled<Void>?) -> Scheduled<Void>? {
        task?.cancel()
        return nil
    }
}
