import Testing

@testable import DiscordModel

@Suite struct SnowflakeTests {
    @Test func `an id is read from text and from a number, and knows when it was made`() throws {
        #expect(try Snowflake(json: Array(#""175928847299117063""#.utf8)) == Snowflake(175_928_847_299_117_063))
        #expect(try Snowflake(json: Array("175928847299117063".utf8)).createdAt == 1_462_015_105_796)
    }

    @Test(arguments: ["", "-1", "+1", "1a", "18446744073709551616"])
    func `what is no id is refused`(text: String) {
        #expect(Snowflake(text) == nil)
        #expect(throws: JSONFault.self) { try Snowflake(json: Array("\"\(text)\"".utf8)) }
    }
}
