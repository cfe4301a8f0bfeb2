import Logging
import Telemetry
import Testing

@Suite struct RecentLogTests {
    private let log = RecentLog()

    private var logger: Logger {
        let (log, output) = (log, LogOutput(descriptor: -1))
        return Logger(label: "acore.test") {
            StructuredLogHandler(label: $0, level: .debug, output: output, recent: log)
        }
    }

    @Test func `the last lines are there, older ones go`() {
        for number in 1...(RecentLog.lineLimit + 5) { logger.info("line \(number)") }
        #expect(log.lines(.max).count == RecentLog.lineLimit)
        #expect(log.lines(.max).first?.hasSuffix("line 6") == true)
        #expect(log.lines(2).map { $0.split(separator: " ").last } == ["204", "205"])
        #expect(log.lines(0) == [] && log.lines(-1) == [])
    }

    @Test func `what went wrong is kept by its message and ids, the latest first`() {
        logger.debug("nothing")
        logger.warning("slow", metadata: ["words": "of somebody"])
        RequestID.$current.withValue("abc123") { logger.error("broken", metadata: ["error": "their words"]) }
        #expect(log.troubles.map(\.message) == ["broken", "slow"])
        #expect(log.troubles.map(\.level) == [.error, .warning])
        #expect(log.troubles.map(\.request) == ["abc123", nil])
        #expect(log.troubles.first?.label == "acore.test")
        for number in 1...40 { logger.critical("\(number)") }
        #expect(log.troubles.count == RecentLog.troubleLimit)
        #expect(log.troubles.first?.message == "40")
    }

    @Test func `secrets are hidden wherever they stand, also in what was noted before they were known`() {
        logger.error("said hunter2-hunter2", metadata: ["to": "hunter2-hunter2", "key": "12345678"])
        log.hide([Secret("hunter2-hunter2"), Secret("12345678"), Secret("to"), Secret("")])
        #expect(log.lines(1).first?.hasSuffix("error acore.test said ••• key=••• to=•••") == true)
        #expect(log.troubles.first?.message == "said •••")
    }
}
