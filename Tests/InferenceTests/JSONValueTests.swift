import Testing

@testable import Inference

@Suite struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "-1.5", "12", #""a \"b\"""#, "[1,[],{}]", #"{"a":{"b":[null,false]},"c":"d"}"#,
    ])
    func `text comes back as it was`(text: String) throws {
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test func `its parts are found by their kind`() throws {
        let value: JSONValue = ["n": 3, "f": 2.5, "s": "x", "b": true, "a": [1], "z": nil as JSONValue? ?? .null]
        #expect(value["n"]?.integer == 3)
        #expect(value["f"]?.integer == nil)
        #expect(value["f"]?.number == 2.5)
        #expect(value["s"]?.string == "x")
        #expect(value["b"]?.bool == true)
        #expect(value["a"]?.array == [1])
        #expect(value.object?.count == 6)
        #expect(value["s"]?["t"] == nil)
        #expect(value["n"]?.string == nil && value["s"]?.number == nil && value["s"]?.bool == nil)
        #expect(value["s"]?.array == nil && value["s"]?.object == nil)
    }

    @Test func `what JSON lacks is null`() {
        #expect(JSONValue.number(.infinity).text == "null")
    }

    @Test func `half a text is an error`() {
        #expect(throws: (any Error).self) { try JSONValue(parsing: #"{"a":"#) }
    }
}
