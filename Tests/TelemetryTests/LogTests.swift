import Foundation
import Logging
import Telemetry
import Testing

/// A log whose lines land in a file that the test reads.
final class LogFixture: Sendable {
    let folder = FileManager.default.temporaryDirectory.appending(path: "acore-log-\(UUID().uuidString)")
    let output: LogOutput

    init(maxBytes: Int = 1_000_000, backups: Int = 5) {
        let file = RotatingLogFile(
            path: folder.appending(path: "logs/bot.log").path, maxBytes: maxBytes, backups: backups)
        output = LogOutput(file: file, descriptor: -1)
    }

    func logger() -> Logger {
        let output = output
        return Logger(label: "acore.test") { label in
            StructuredLogHandler(label: label, level: .debug, output: output) {
                Date(timeIntervalSince1970: 1_769_851_800.125)
            }
        }
    }

    func text(_ suffix: String = "") -> String {
        output.flush()
        let path = folder.appending(path: "logs/bot.log\(suffix)").path
        return FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    // Left-overs of a test in the temporary folder harm nobody.
    deinit { try? FileManager.default.removeItem(at: folder) }
}

@Suite struct StructuredLogTests {
    let log = LogFixture()
    static let head = "2026-01-31T09:30:00.125Z"

    @Test func `an event is one line of logfmt`() {
        log.logger().info("reply sent", metadata: ["ms": "12", "place": "web:1", "note": "two words"])
        #expect(log.text() == "\(Self.head) info acore.test reply sent ms=12 note=\"two words\" place=web:1\n")
    }

    @Test func `the request's id is added`() {
        RequestID.$current.withValue("abc123") { log.logger().warning("slow") }
        #expect(log.text() == "\(Self.head) warning acore.test slow request=abc123\n")
    }

    @Test func `metadata of event, logger and provider are merged, and errors are shown`() {
        struct Broken: Error {}
        var logger = log.logger()
        logger[metadataKey: "a"] = "logger"
        logger[metadataKey: "b"] = "logger"
        logger.handler.metadataProvider = Logger.MetadataProvider { ["c": "provider"] }
        logger.error("x", error: Broken(), metadata: ["b": "event"])
        #expect(log.text() == "\(Self.head) error acore.test x a=logger b=event c=provider error=Broken()\n")
    }

    @Test func `what the line itself says stands in it once`() {
        struct Broken: Error {}
        RequestID.$current.withValue("abc123") {
            log.logger().error("x", error: Broken(), metadata: ["request": "other", "error": "other"])
        }
        log.logger().error("x", metadata: ["request": "other", "error": "other"])
        #expect(
            log.text() == """
                \(Self.head) error acore.test x error=Broken() request=abc123
                \(Self.head) error acore.test x error=other request=other

                """)
    }

    @Test func `the level decides`() {
        log.logger().trace("unseen")
        log.logger().debug("seen")
        #expect(log.text() == "\(Self.head) debug acore.test seen\n")
    }

    @Test(arguments: [
        "a\n2026-01-31T09:30:00.125Z info fake admin=true", "a\r\nb", "a\u{1B}[31mred", "a\u{2028}b", "a\u{202E}b",
        "a\u{0}b",
        "a\" b=\"c", "a\\", "a\u{200B}b", "a\u{85}b",
    ])
    func `nobody can forge a line or a field`(text: String) {
        log.logger().info("\(text)", metadata: ["k": "\(text)", "\(text)": "v"])
        let all = log.text()
        #expect(all.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
        let bad = all.unicodeScalars.filter {
            $0 != "\n" && ($0.value < 32 || [0x2028, 0x202E, 0x200B, 0x85].contains($0.value))
        }
        #expect(bad.isEmpty)
        #expect(!all.contains(" admin=true\n"))
    }

    @Test func `a message that looks like fields is quoted`() {
        log.logger().info("done user=root")
        #expect(log.text() == "\(Self.head) info acore.test \"done user=root\"\n")
    }

    @Test func `secrets are not written`() {
        log.logger().info(
            "x",
            metadata: [
                "api_key": "hunter2", "discord-token": "hunter2", "Authorization": "hunter2", "tokens": "5",
                "s": "\(Secret("hunter2"))",
                "headers": ["list": .array([.dictionary(["Cookie": "hunter2", "Host": "here"])])],
            ])
        let text = log.text()
        #expect(!text.contains("hunter2"))
        #expect(text.contains("tokens=5") && text.contains("s=•••"))
        #expect(text.contains("Host") && text.contains("here"))
    }

    @Test func `long values and many fields are cut`() {
        let many = Dictionary(uniqueKeysWithValues: (0..<100).map { ("k\($0)", Logger.MetadataValue.string("v")) })
        log.logger().info("x", metadata: many)
        log.logger().info("x", metadata: ["k": "\(String(repeating: "y", count: 5_000))"])
        let lines = log.text().split(separator: "\n")
        #expect(lines.first?.split(separator: "=").count == 33)
        #expect(lines.last?.hasSuffix(String(repeating: "y", count: 500) + "…") == true)
        #expect(lines.last?.contains(String(repeating: "y", count: 501)) == false)
    }
}

@Suite struct RotatingLogFileTests {
    @Test func `a full file is set aside, the oldest goes`() {
        let log = LogFixture(maxBytes: 1_000, backups: 2)
        for number in 0..<50 {
            log.output.write("\(number) " + String(repeating: "x", count: 96) + "\n")
            log.output.flush()
        }
        let all = ["", ".1", ".2", ".3"].map { log.text($0) }
        #expect(all[3] == "")
        #expect(all.prefix(3).allSatisfy { $0.utf8.count <= 1_000 && $0.utf8.count > 800 })
        #expect(all[0].contains("49 x") && all[0].contains("\n49"))
        let numbers = all.prefix(3).reversed().joined().split(separator: "\n").compactMap {
            Int($0.prefix { $0 != " " })
        }
        #expect(numbers == Array((50 - numbers.count)..<50))
    }

    @Test func `a batch larger than a file is split at line ends`() {
        let log = LogFixture(maxBytes: 1_000, backups: 9)
        log.output.write((0..<30).map { "\($0) " + String(repeating: "x", count: 96) + "\n" }.joined())
        #expect(
            log.text(".3") + log.text(".2") + log.text(".1") + log.text()
                == (0..<30).map { "\($0) " + String(repeating: "x", count: 96) + "\n" }.joined())
    }

    @Test func `a line longer than a file is kept whole`() {
        let log = LogFixture(maxBytes: 1_000)
        let long = String(repeating: "y", count: 3_000) + "\n"
        for line in ["a\n", long, "b\n"] {
            log.output.write(line)
            log.output.flush()
        }
        #expect([log.text(".2"), log.text(".1"), log.text()] == ["a\n", long, "b\n"])
    }

    @Test func `without backups a full file starts anew`() {
        let log = LogFixture(maxBytes: 1_000, backups: 0)
        for _ in 0..<30 { log.output.write(String(repeating: "x", count: 99) + "\n") }
        #expect(log.text().utf8.count <= 1_000)
        #expect(log.text(".1") == "")
    }

    @Test func `only the owner can read it, and it grows on`() throws {
        let log = LogFixture()
        log.output.write("a\n")
        #expect(log.text() == "a\n")
        let path = log.folder.appending(path: "logs/bot.log").path
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let second = LogOutput(file: RotatingLogFile(path: path), descriptor: -1)
        second.write("b\n")
        second.flush()
        #expect(log.text() == "a\nb\n")
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
    func `a full disk loses lines there and nothing else`() {
        let pipe = Pipe()
        let output = LogOutput(
            file: RotatingLogFile(path: "/dev/full"), descriptor: pipe.fileHandleForWriting.fileDescriptor)
        for _ in 0..<1_000 { output.write("x\n") }
        #expect(pipe.read(2_000) == String(repeating: "x\n", count: 1_000))
    }

    @Test func `a path that cannot be opened loses lines until it can`() throws {
        let log = LogFixture()
        try FileManager.default.createDirectory(at: log.folder, withIntermediateDirectories: true)
        let inTheWay = log.folder.appending(path: "logs")
        try Data().write(to: inTheWay)
        log.output.write("lost\n")
        log.output.flush()
        try FileManager.default.removeItem(at: inTheWay)
        log.output.write("kept\n")
        #expect(log.text() == "kept\n")
    }

    @Test func `a full file that cannot be renamed grows on, which is said once`() throws {
        let log = LogFixture()
        let path = log.folder.appending(path: "logs/bot.log").path
        let inTheWay = path + ".0"
        try FileManager.default.createDirectory(atPath: inTheWay, withIntermediateDirectories: true)
        let pipe = Pipe()
        let output = LogOutput(
            file: RotatingLogFile(path: path, maxBytes: 1_000, backups: 2),
            descriptor: pipe.fileHandleForWriting.fileDescriptor)
        let lines = (0..<30).map { "\($0) " + String(repeating: "x", count: 96) + "\n" }
        for line in lines {
            output.write(line)
            output.flush()
        }
        #expect(log.text() == lines.joined())
        try FileManager.default.removeItem(atPath: inTheWay)
        output.write("aside\n")
        output.flush()
        #expect(log.text() == "aside\n")
        #expect(log.text(".1") == lines.joined())
        let said = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        #expect(said.split(separator: "\n").filter { $0.contains("cannot be renamed") }.count == 1)
    }
}

extension Pipe {
    /// Reads so many bytes, waiting for them.
    fileprivate func read(_ count: Int) -> String {
        var bytes = Data()
        while bytes.count < count { bytes += fileHandleForReading.availableData }
        return String(decoding: bytes, as: UTF8.self)
    }
}

@Suite struct LogOutputTests {
    @Test func `who logs is not held up by a reader that does not read`() throws {
        let pipe = Pipe()
        let output = LogOutput(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        let line = String(repeating: "x", count: 999) + "\n"
        for _ in 0..<3_000 { output.write(line) }  // 3 MB: the pipe and the buffer are full
        output.flush(limit: 0)

        var read = Data()
        while read.count < 1_000_000 { read += pipe.fileHandleForReading.availableData }
        output.write("one more\n")
        while !read.suffix(9).elementsEqual("one more\n".utf8) { read += pipe.fileHandleForReading.availableData }
        let text = String(decoding: read, as: UTF8.self)
        #expect(text.contains(" log lines were dropped)\n") && text.hasSuffix("one more\n"))
        // One megabyte was being written and another waited; the rest was dropped.
        #expect(read.count < 2_500_000)
    }

    @Test(.timeLimit(.minutes(1)))
    func `the file gets every line while nobody reads the other`() async throws {
        let log = LogFixture()
        let path = log.folder.appending(path: "bot.log").path
        let pipe = Pipe()
        let output = LogOutput(
            file: RotatingLogFile(path: path), descriptor: pipe.fileHandleForWriting.fileDescriptor)
        let lines = (0..<600).map { "\($0) " + String(repeating: "x", count: 995) + "\n" }
        for line in lines { output.write(line) }  // 600 kB: more than the pipe holds
        let all = Data(lines.joined().utf8)
        while FileManager.default.contents(atPath: path)?.count != all.count { await Task.yield() }
        #expect(FileManager.default.contents(atPath: path) == all)
        #expect(pipe.read(all.count) == lines.joined())
    }

    @Test func `a pipe that somebody made non-blocking gets every line`() {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        let output = LogOutput(descriptor: descriptor)
        let lines = (0..<600).map { "\($0) " + String(repeating: "x", count: 995) + "\n" }
        for line in lines { output.write(line) }
        #expect(pipe.read(lines.joined().utf8.count) == lines.joined())
    }
}
