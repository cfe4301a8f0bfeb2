import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// What went wrong with a request, as its sender is told. The body has the
/// shape that OpenAI's clients understand, for all routes.
struct WebError: Error, Equatable {
    var status: HTTPResponse.Status
    var message: String
    var code: String?
    /// The request's field that is to blame.
    var field: String?
    var headers: HTTPFields = [:]

    init(
        _ status: HTTPResponse.Status, _ message: String, code: String? = nil, field: String? = nil,
        retryAfter: Int? = nil, headers: HTTPFields = [:]
    ) {
        self.status = status
        self.message = message
        self.code = code
        self.field = field
        self.headers = headers
        if let retryAfter { self.headers[.retryAfter] = String(retryAfter) }
    }

    static let notFound = WebError(.notFound, "There is nothing here.", code: "not_found")

    /// What strangers to our code are told; the log knows more.
    static let unexpected = WebError(
        .internalServerError, "Something went wrong on our side. The log says more.", code: "internal_error")

    var body: ErrorBody { ErrorBody(message: message, type: type, param: field, code: code) }

    var response: Response {
        var response = Response.json(body, status: status)
        response.headers.append(contentsOf: headers)
        return response
    }

    private var type: String {
        switch status.code {
        case 401: "authentication_error"
        case 403: "permission_error"
        case 429: "rate_limit_error"
        case 500...: "server_error"
        default: "invalid_request_error"
        }
    }
}

/// `{"error":{"message":…,"type":…,"param":…,"code":…}}`
struct ErrorBody: Encodable {
    let message: String
    let type: String
    let param: String?
    let code: String?

    private enum Outer: String, CodingKey { case error }
    private enum Inner: String, CodingKey { case message, type, param, code }

    func encode(to encoder: any Encoder) throws {
        var outer = encoder.container(keyedBy: Outer.self)
        var inner = outer.nestedContainer(keyedBy: Inner.self, forKey: .error)
        try inner.encode(message, forKey: .message)
        try inner.encode(type, forKey: .type)
        try inner.encode(param, forKey: .param)
        try inner.encode(code, forKey: .code)
    }
}
