import Foundation
import Inference
import Testing

@testable import Companion

@Suite struct ClockToolTests {
    @Test(
        arguments: [
            ("get_current_time", [:], "10:00 AM on Tuesday, December 2, 2025 (America/Los_Angeles)"),
            ("get_current_date", [:], "2025-12-02 (Tuesday)"),
            ("get_time_in_timezone", [:], "6:00 PM on Tuesday, December 2, 2025 (GMT)"),
            ("get_time_in_timezone", ["timezone": "Asia/Tokyo"], "3:00 AM on Wednesday, December 3, 2025 (Asia/Tokyo)"),
            ("get_time_in_timezone", ["timezone": "tokyo"], "3:00 AM on Wednesday, December 3, 2025 (Asia/Tokyo)"),
            (
                "get_time_in_timezone", ["timezone": "new york"],
                "1:00 PM on Tuesday, December 2, 2025 (America/New_York)"
            ),
            (
                "get_time_in_timezone", ["timezone": "Asia/Kathmandu"],
                "11:45 PM on Tuesday, December 2, 2025 (Asia/Kathmandu)"
            ),
            ("calculate_time_offset", ["hours": 2], "12:00 PM on Tuesday, December 2"),
            ("calculate_time_offset", ["hours": "1.5"], "11:30 AM on Tuesday, December 2"),
            ("calculate_time_offset", ["minutes": 90, "direction": "past"], "8:30 AM on Tuesday, December 2"),
            ("calculate_time_offset", ["hours": 14], "12:00 AM on Wednesday, December 3"),
            ("calculate_time_offset", ["hours": 720], "10:00 AM on Thursday, January 1, 2026"),
            ("time_since", ["hours": 11], "11:00 PM on Monday, December 1"),
            ("time_since", ["hours": 0, "minutes": 1], "9:59 AM on Tuesday, December 2"),
            ("time_until", ["target_time": "17:30"], "7h 30m until 5:30 PM"),
            ("time_until", ["target_time": "5:30 PM"], "7h 30m until 5:30 PM"),
            ("time_until", ["target_time": "5:30 p.m."], "7h 30m until 5:30 PM"),
            ("time_until", ["target_time": "5pm"], "7h 0m until 5:00 PM"),
            ("time_until", ["target_time": "9:59"], "23h 59m until 9:59 AM tomorrow"),
            ("time_until", ["target_time": "10:00 AM"], "It is 10:00 AM right now."),
            ("time_until", ["target_time": "noon"], "2h 0m until 12:00 PM"),
            ("time_until", ["target_time": "midnight"], "14h 0m until 12:00 AM tomorrow"),
            ("time_until", ["target_time": "12 am"], "14h 0m until 12:00 AM tomorrow"),
            ("day_of_week", [:], "Tuesday, December 2, 2025"),
            ("day_of_week", ["date": "2024-02-29"], "Thursday, February 29, 2024"),
            ("day_of_week", ["date": "1969-07-20"], "Sunday, July 20, 1969"),
        ] as [(String, JSONValue, String)])
    func `time tools answer in the user's zone`(name: String, arguments: JSONValue, result: String) async throws {
        #expect(try await ToolBench.result(name, arguments) == result)
    }

    @Test(
        arguments: [
            ("get_time_in_timezone", ["timezone": "Europe/Berln"], "did you mean “Europe/Berlin”"),
            ("get_time_in_timezone", ["timezone": "../../etc/passwd"], "not a time zone"),
            ("get_time_in_timezone", ["timezone": "5"], "not a time zone"),
            ("calculate_time_offset", ["hours": 1e9], "from -87660 to 87660"),
            ("calculate_time_offset", ["hours": 1, "direction": "sideways"], "one of future, past"),
            ("time_until", ["target_time": "25:00"], "not a time of day"),
            ("time_until", ["target_time": "13 PM"], "not a time of day"),
            ("time_until", ["target_time": "5:60"], "not a time of day"),
            ("time_until", ["target_time": "5:"], "not a time of day"),
            ("time_until", ["target_time": "1:2:3"], "not a time of day"),
            ("time_until", ["target_time": "-5"], "not a time of day"),
            ("time_until", [:], "“target_time” is missing"),
            ("day_of_week", ["date": "2025-02-29"], "not a date"),
            ("day_of_week", ["date": "1500-01-01"], "not a date"),
            ("day_of_week", ["date": "12/02/2025"], "not a date"),
            ("day_of_week", ["date": "99999-1-1"], "not a date"),
        ] as [(String, JSONValue, String)])
    func `what makes no sense is refused with a reason`(name: String, arguments: JSONValue, reason: String) async throws
    {
        let result = try await ToolBench.result(name, arguments)
        #expect(result.hasPrefix("Error: "))
        #expect(result.contains(reason), "\(result)")
    }

    @Test func `hours are real hours over both changes of summer time`() async throws {
        let spring = ToolBench.context(now: ToolBench.date("2025-03-09T09:30:00Z"))
        #expect(
            try await ToolBench.result("calculate_time_offset", ["hours": 1], in: spring)
                == "3:30 AM on Sunday, March 9")
        #expect(try await ToolBench.result("time_until", ["target_time": "2:15"], in: spring) == "0h 30m until 3:00 AM")
        #expect(try await ToolBench.result("time_until", ["target_time": "4:30"], in: spring) == "2h 0m until 4:30 AM")
        let autumn = ToolBench.context(now: ToolBench.date("2025-11-02T07:30:00Z"))
        #expect(
            try await ToolBench.result("calculate_time_offset", ["hours": 3], in: autumn)
                == "2:30 AM on Sunday, November 2")
        #expect(try await ToolBench.result("time_until", ["target_time": "2:30"], in: autumn) == "3h 0m until 2:30 AM")
    }

    @Test func `seconds that the clock does not show do not count`() async throws {
        let late = ToolBench.context(now: ToolBench.date("2025-12-02T18:58:40Z"))
        #expect(try await ToolBench.result("time_until", ["target_time": "11:00"], in: late) == "0h 2m until 11:00 AM")
        #expect(
            try await ToolBench.result("time_until", ["target_time": "10:58"], in: late) == "It is 10:58 AM right now.")
    }

    @Test func `older names of zones are known`() async throws {
        #expect(
            try await ToolBench.result("get_time_in_timezone", ["timezone": "us/pacific"]).hasPrefix(
                "10:00 AM on Tuesday"))
        #expect(
            try await ToolBench.result("get_time_in_timezone", ["timezone": "pst"]).hasPrefix("10:00 AM on Tuesday"))
    }

    @Test func `a speaker without a zone lives in the house's`() {
        let context = ToolContext(
            speaker: Speaker(id: "a", name: "A"), place: Place(id: "p", kind: .text), now: ToolBench.morning,
            homeTimeZone: TimeZone(identifier: "Asia/Tokyo") ?? .gmt)
        #expect(context.timeZone.identifier == "Asia/Tokyo")
        #expect(ToolBench.context().timeZone.identifier == "America/Los_Angeles")
    }
}
