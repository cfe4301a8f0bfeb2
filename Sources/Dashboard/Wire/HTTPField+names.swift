import HTTPTypes

extension HTTPField.Name {
    static let acoreToken = constant("X-Acore-Token")
    static let secFetchSite = constant("Sec-Fetch-Site")
    static let forwardedFor = constant("X-Forwarded-For")
    static let referrerPolicy = constant("Referrer-Policy")
    static let openerPolicy = constant("Cross-Origin-Opener-Policy")
    static let permissionsPolicy = constant("Permissions-Policy")
    static let accelBuffering = constant("X-Accel-Buffering")

    private static func constant(_ text: String) -> Self {
        guard let name = Self(text) else { preconditionFailure("\(text) is no header name") }
        return name
    }
}
