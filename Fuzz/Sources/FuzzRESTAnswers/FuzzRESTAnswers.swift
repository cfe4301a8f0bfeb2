@testable import RESTAnswers

/// Whatever Discord, or somebody in its place, answers: what is kept of it is bounded, and the limiter goes on.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRESTAnswers(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let answer = ErrorAnswer(bytes)
    if let answer {
        precondition(answer.faults.count <= 10 && answer.message.count <= 300, "more than is kept")
        precondition(answer.faults.allSatisfy { $0.count <= 300 }, "a long fault")
    }
    play(bytes, answer)
    return 0
}

/// Lines of `status name:value,name:value` are answers to requests of one channel, one after the other.
private func play(_ bytes: [UInt8], _ answer: ErrorAnswer?) {
    var limiter = RateLimiter()
    var now = Duration.zero
    var flying: [RateLimiter.Ticket] = []
    func take(_ actions: [RateLimiter.Action]) {
        for case .send(let ticket) in actions { flying.append(ticket) }
    }
    // More of them show nothing new, and take long: each looks at all that wait.
    let lines = String(decoding: bytes, as: UTF8.self)
        .split(separator: "\n", maxSplits: 31, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
        let ticket = RateLimiter.Ticket(number + 1)
        let route = number.isMultiple(of: 2) ? MessageRoute.create(in: Snowflake(1)).route : Route.me
        take(limiter.handle(.wants(ticket, route, patience: .seconds(1_000)), at: now))
        let fields = line.split(separator: ",").map { field in
            let parts = field.split(separator: ":", maxSplits: 1)
            return (String(parts.first ?? ""), String(parts.dropFirst().first ?? ""))
        }
        let headers = ResponseHeaders(fields)
        if let first = flying.popLast() {
            let isThrottled = headers.retryAfter != nil || headers.isGlobal
            let outcome = isThrottled ? RateLimiter.Outcome.throttled(Throttle(headers, answer: answer)) : .done
            take(limiter.handle(.ended(first, line.isEmpty ? nil : headers, outcome), at: now))
        }
        now += .milliseconds(line.utf8.count)
        take(limiter.handle(.timePasses, at: now))
    }
    for ticket in flying { _ = limiter.handle(.ended(ticket, nil, .done), at: now) }
    precondition(limiter.waiting <= lines.count, "requests out of nothing")
    if limiter.waiting > 0 { precondition(limiter.nextWake != nil, "requests that nobody will send") }
}
