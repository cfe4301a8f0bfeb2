import Foundation
import Testing

@testable import Storage

@Suite struct RowTests {
    let row = Row(["text": "a", "number": 7, "real": .real(1.5), "bytes": .blob(Data([1])), "nothing": nil])

    @Test func `reads each type by its column's name`() throws {
        #expect(try row.text("text") == "a")
        #expect(try row.int("number") == 7)
        #expect(try row.real("real") == 1.5)
        #expect(try row.real("number") == 7)
        #expect(try row.blob("bytes") == Data([1]))
        #expect(try row.bool("number"))
        #expect(try row.date("number") == Date(timeIntervalSince1970: 0.007))
        #expect(try row.optionalText("nothing") == nil)
        #expect(try row.optionalBlob("nothing") == nil)
        #expect(try row.optionalReal("nothing") == nil)
        #expect(try row.optionalDate("nothing") == nil)
    }

    @Test func `a missing column, a null and another type are errors`() {
        #expect(throws: StorageError.badRow("no column other")) { try row.text("other") }
        #expect(throws: StorageError.badRow("nothing is null")) { try row.text("nothing") }
        #expect(throws: StorageError.badRow("number is an integer, not text")) { try row.text("number") }
        #expect(throws: StorageError.badRow("text is text, not an integer")) { try row.int("text") }
        #expect(throws: StorageError.badRow("bytes is bytes, not a number")) { try row.real("bytes") }
        #expect(throws: StorageError.badRow("real is a real, not bytes")) { try row.blob("real") }
    }

    @Test func `an error never repeats what was in the row`() {
        let secret = Row(["words": "my password"])
        let error = #expect(throws: StorageError.self) { try secret.int("words") }
        #expect(!"\(error as Any)".contains("password"))
    }

    @Test func `rows are equal by what they hold, not by the order of columns`() {
        let one = Row(positions: ["a": 0, "b": 1], values: [1, 2])
        #expect(one == Row(positions: ["b": 0, "a": 1], values: [2, 1]))
        #expect(one != Row(positions: ["a": 0, "b": 1], values: [1, 3]))
        #expect(one != Row(positions: ["a": 0, "c": 1], values: [1, 2]))
        #expect(one != Row(["a": 1]))
    }

    @Test func `Swift's values become SQL's, none becomes null`() {
        #expect([SQLValue(1), SQLValue(Int64(2)), SQLValue(0.5), SQLValue("a")] == [1, 2, .real(0.5), "a"])
        #expect([SQLValue(true), SQLValue(false), SQLValue(Data([1]))] == [1, 0, .blob(Data([1]))])
        let nothing = [
            SQLValue(nil as Int?), SQLValue(nil as Int64?), SQLValue(nil as Double?), SQLValue(nil as String?),
            SQLValue(nil as Data?), SQLValue(nil as Date?),
        ]
        #expect(nothing.allSatisfy { $0 == nil })
    }

    @Test func `a date beyond all years is null, not a trap`() {
        #expect(SQLValue(Date(timeIntervalSince1970: .infinity)) == .null)
        #expect(SQLValue(Date(timeIntervalSince1970: 1e300)) == .null)
        #expect(SQLValue(Date(timeIntervalSince1970: 1.5)) == 1500)
    }
}
