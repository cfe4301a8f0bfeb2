import HTTPTypes

/// Why the page's server refuses, in words for the person at the page.
struct PageFault: Error {
    let status: HTTPResponse.Status
    let message: String

    init(_ status: HTTPResponse.Status, _ message: String) {
        self.status = status
        self.message = message
    }

    static let nobody = PageFault(.notFound, "There is no such person here (any more).")
    static let notFound = PageFault(.notFound, "There is no such thing here (any more).")
    static let crowded = PageFault(.serviceUnavailable, "Too many pages are open at once.")
    static let notAllowed = PageFault(.forbidden, "You may not do that here.")

    static func missing(_ field: String) -> PageFault { PageFault(.badRequest, "“\(field)” is missing or not valid.") }
}
