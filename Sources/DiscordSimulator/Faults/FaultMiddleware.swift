import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Lets requests suffer what the script says, and passes the others on.
struct FaultMiddleware<Context: RequestContext>: RouterMiddleware {
    private let faults: Faults
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Date

    init(
        _ faults: Faults, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Date = Date.init
    ) {
        self.faults = faults
        self.clock = clock
        self.now = now
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let fault = faults.take(method: request.method.rawValue, path: request.uri.path)
        guard let answer = fault?.answer(at: now()) else {
            if case .slow(let delay) = fault { try await clock.sleep(for: delay) }
            return try await next(request, context)
        }
        return answer.response
    }
}

extension FaultyAnswer {
    /// The announced length of a body that breaks off.
    private static let promised = 1_000

    var response: Response {
        var fields = HTTPFields()
        for (name, value) in headers { HTTPField.Name(name).map { fields[$0] = value } }
        let bytes = ByteBuffer(bytes: body)
        guard ending != .whole else {
            return Response(status: .init(code: status), headers: fields, body: .init(byteBuffer: bytes))
        }
        let ending = ending
        // An error in a body that has begun makes the server hang up.
        let broken = ResponseBody(contentLength: Self.promised) { writer in
            try await writer.write(bytes)
            if ending == .stuck { try await Task.sleep(for: .seconds(3_600)) }
            throw CancellationError()
        }
        return Response(status: .init(code: max(status, 200)), headers: fields, body: broken)
    }
}
