import Testing

@testable import Companion

@Suite struct ImportReportTests {
    @Test func `it says what was taken, what was there and what was not taken`() {
        var report = ImportReport()
        report.took(.message, 12)
        report.took(.summary)
        report.took(.fact, 0)
        report.knew(.message, 3)
        report.leaveOut("chat_history/1.json", "line 3: the file ends too early; it was cut off")
        #expect(
            report.description == """
                Taken: 12 messages, 1 summary.
                There already: 3 messages.
                Not taken:
                - chat_history/1.json: line 3: the file ends too early; it was cut off
                """)
    }

    @Test func `an import of nothing says so`() {
        #expect(ImportReport().description == "Nothing new was taken.")
    }

    @Test func `the list has an end`() {
        var report = ImportReport()
        for number in 0..<1000 { report.leaveOut("\(number)", "is odd") }
        #expect(report.leftOut.count == ImportReport.listLimit)
        #expect(report.unlisted == 800)
        #expect(report.description.hasSuffix("- and 800 more"))
    }

    @Test func `names of files cannot break a line or colour a terminal`() {
        var report = ImportReport()
        report.leaveOut("a\nb\u{1B}[31m\u{202E}" + String(repeating: "x", count: 9000), "is odd")
        let text = report.description
        #expect(text.split(separator: "\n").count == 3)
        #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
        #expect(text.utf8.count < 400)
    }
}
