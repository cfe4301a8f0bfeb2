import Companion
import DiscordModel
import Egress
import Synchronization
import Testing

@testable import Bot

@Suite struct AttachmentFilesTests {
    @Test(arguments: [
        "http://cdn.discordapp.com/attachments/1/2/a.json", "https://cdn.discordapp.com.evil.example/a.json",
        "https://cdn.discordapp.com@evil.example/a.json", "https://cdn.discordapp.com:8443/a.json",
        "https://evil.example/cdn.discordapp.com/a.json", "https://evil.example#https://cdn.discordapp.com/",
        "https://169.254.169.254/latest/meta-data", "file:///etc/passwd", "", "//cdn.discordapp.com/a.json",
        "http://127.0.0.1:4001/attachments/1/2/a.json",
    ])
    func `what Discord does not keep is not even looked up`(_ address: String) async {
        let asked = Mutex(0)
        let egress = Egress(agent: "test") { _ in
            asked.withLock { $0 += 1 }
            return []
        }
        let files = AttachmentFiles(egress, api: "http://127.0.0.1:4000/api/v10")
        var file = Attachment()
        file.url = address
        await #expect(throws: Mistake.self) { try await files.bytes(of: file, types: ["application/json"], limit: 9) }
        #expect(asked.withLock(\.self) == 0)
    }

    @Test(arguments: [
        "https://cdn.discordapp.com/attachments/1/2/a.json?ex=1", "https://media.discordapp.net/attachments/1/2/a.json",
    ])
    func `what Discord keeps is fetched, and who cannot is told so`(_ address: String) async {
        let asked = Mutex<[String]>([])
        let egress = Egress(agent: "test") { name in
            asked.withLock { $0.append(name) }
            return []
        }
        var file = Attachment()
        file.url = address
        let files = AttachmentFiles(egress, api: "https://discord.com/api/v10")
        let mistake = await #expect(throws: Mistake.self) {
            try await files.bytes(of: file, types: ["application/json"], limit: 9)
        }
        #expect(mistake?.description == "I could not get that file. Try again later.")
        #expect(asked.withLock(\.count) == 1)
    }
}
