import DiscordModel
import DiscordSimulator
import NIOSSL
import TestSupport
import Testing

@testable import Discord

/// The gateway over TLS, as Discord's is.
@Suite(.timeLimit(.minutes(2))) struct SecureGatewayTests {
    /// For `localhost`, signed by itself; used nowhere else.
    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBlDCCATugAwIBAgIUJ5TC3fcNv85xMnzWkD+J/VmUGXswCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzAxMDM0NFoYDzIxMjYxMDMw
        MDEwMzQ0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAQRrKcDYKAp8MY4oXRKoWs30h8fz+JBQarBxy8zTWAzscHjtH5XVG7j
        3FjIkinfk3Dbo2W2VXbPxjBLBdxh/dnmo2kwZzAdBgNVHQ4EFgQUdyTHhvhVR+3+
        FITjn1IwX/MK3mUwHwYDVR0jBBgwFoAUdyTHhvhVR+3+FITjn1IwX/MK3mUwDwYD
        VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
        RwAwRAIgSVamMbsLQ4CCNrpxmeGUWVvlHp+KYilWa+08zM3+AaQCIEpYwSsBlM4C
        qm5CwbErnXtuYFdcd7ii7Ua+b5hC7OhT
        -----END CERTIFICATE-----
        """
    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQghDJBGzZeOT67vLDK
        kXqb89iya31e5PMTaBdSuweBiMihRANCAAQRrKcDYKAp8MY4oXRKoWs30h8fz+JB
        QarBxy8zTWAzscHjtH5XVG7j3FjIkinfk3Dbo2W2VXbPxjBLBdxh/dnm
        -----END PRIVATE KEY-----
        """

    private func server() throws -> NIOSSLContext {
        let certificate = try NIOSSLCertificate(bytes: Array(Self.certificate.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(Self.key.utf8), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
    }

    private func trusting() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates([
            try NIOSSLCertificate(bytes: Array(Self.certificate.utf8), format: .pem)
        ])
        return try NIOSSLContext(configuration: configuration)
    }

    @Test func `events come, also after records are cut in two`() async throws {
        let trust = try trusting()
        try await GatewayStage.run(tls: try server()) { stage in
            try await stage.listen(adjusting: { $0.tls = { trust } }) { ear in
                await ear.welcome()
                for bytes in [0, 3, 5, 40, 200] {
                    stage.gateway.strike(.cut(afterBytes: bytes, bytes % 2 == 0 ? .close : .reset))
                    let texts = (1...4).map { "\(bytes) \($0) é" }
                    texts.forEach(stage.say)
                    #expect(await ear.texts(until: texts[3]) == texts)
                }
            }
            #expect(stage.gateway.counts.identifies == 1)
            #expect(stage.gateway.violations == [])
        }
    }

    @Test func `who is not trusted does not hear the token`() async throws {
        try await GatewayStage.run(tls: try server()) { stage in
            let log = RecordedLog()
            _ = try await log.recording {
                try await stage.listen { _ in
                    try await waitUntil { log.loud.contains { $0.metadata["fault"] == "connect_failed" } }
                }
            }
            #expect(log.loud.first?.metadata["error"]?.contains("CERTIFICATE") == true)
            #expect(stage.gateway.counts.connections == 0)
        }
    }

    @Test func `a good certificate of somebody else is none`() async throws {
        let trust = try trusting()
        try await GatewayStage.run(tls: try server()) { stage in
            stage.gateway.url = stage.gateway.url.replacing("localhost", with: "127.0.0.1")
            let log = RecordedLog()
            _ = try await log.recording {
                try await stage.listen(adjusting: { $0.tls = { trust } }) { _ in
                    try await waitUntil { log.loud.contains { $0.metadata["fault"] == "connect_failed" } }
                }
            }
            #expect(stage.gateway.counts.connections == 0)
        }
    }
}
