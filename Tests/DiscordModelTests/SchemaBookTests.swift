import Testing

@testable import DiscordModel

@Suite struct SchemaBookTests {
    let book = SchemaBook(document: [
        "components": [
            "schemas": [
                "Id": ["type": "string", "pattern": "^(0|[1-9][0-9]*)$", "format": "snowflake"],
                "Style": ["type": "integer", "oneOf": [["const": 1, "title": "A"], ["const": 2, "title": "B"]]],
                "Button": [
                    "type": "object", "required": ["type"],
                    "properties": [
                        "type": ["type": "integer", "enum": [2]], "style": ["$ref": "#/components/schemas/Style"],
                        "label": ["type": ["string", "null"], "maxLength": 3],
                    ],
                ],
                "Row": [
                    "type": "object", "required": ["type", "components"],
                    "properties": [
                        "type": ["type": "integer", "enum": [1]],
                        "components": [
                            "type": "array", "items": ["oneOf": [["$ref": "#/components/schemas/Button"]]],
                            "minItems": 1, "maxItems": 2, "uniqueItems": true,
                        ],
                    ],
                ],
                "Any": [
                    "oneOf": [["$ref": "#/components/schemas/Row"], ["$ref": "#/components/schemas/Button"]]
                ],
                "Loop": ["allOf": [["$ref": "#/components/schemas/Loop"]]],
                "Closed": ["type": "object", "additionalProperties": false],
                "Names": [
                    "type": "object", "maxProperties": 2, "additionalProperties": ["type": "string", "minLength": 1],
                ],
                "Number": ["type": "integer", "minimum": 0, "maximum": 9_007_199_254_740_993],
                "Small": ["type": "integer", "format": "int32"],
                "Colour": ["type": "string", "pattern": "^#([0-9a-f]{6})$"],
                "Address": ["type": "string", "format": "uri"],
            ]
        ]
    ])

    @Test(
        arguments: [
            ("Id", "175928847299117063"), ("Style", 2), ("Button", ["type": 2, "label": nil, "other": 1]),
            ("Row", ["type": 1, "components": [["type": 2, "style": 1]]]), ("Any", ["type": 2, "label": "abc"]),
            ("Closed", [:]), ("Names", ["a": "b"]), ("Number", 9_007_199_254_740_993), ("Small", -2_147_483_648),
            ("Colour", "#00ff7f"), ("Address", "attachment://a.png"), ("Number", 1.0),
        ] as [(String, JSON)])
    func `what is right has no faults`(name: String, value: JSON) {
        #expect(book.faults(in: value, as: name) == [])
    }

    @Test(
        arguments: [
            ("Id", "01", ": is no snowflake"), ("Id", "18446744073709551616", ": is no snowflake"),
            ("Id", 1, ": is integer, not string"), ("Style", 3, ": 3 is no known choice"),
            ("Button", [:], ": has no type"), ("Button", ["type": 2, "label": "abcd"], "label: has 4 characters"),
            ("Button", ["type": 2, "style": 9], "style: 9 is no known choice"),
            ("Row", ["type": 1, "components": []], "components: has 0 elements, fewer than 1"),
            ("Row", ["type": 1, "components": [["type": 2], ["type": 2]]], "components: has an element twice"),
            ("Any", ["type": 1, "components": [["type": 2, "label": 1]]], "components/0/label: is integer"),
            ("Any", ["type": 2, "label": "long"], "label: has 4 characters"), ("Loop", 1, ": is nested too deep"),
            ("Closed", ["a": 1], "a: is not allowed"), ("Names", ["a": ""], "a: has 0 characters"),
            ("Names", ["a": "b", "c": "d", "e": "f"], ": has 3 members"),
            ("Number", 9_007_199_254_740_994, ": is more than"), ("Number", -1, ": is less than 0"),
            ("Number", 0.5, ": is number, not integer"), ("Small", 2_147_483_648, ": does not fit in 32 bits"),
            ("Colour", "#00FF7F", ": does not match"), ("Address", "no address", ": is no uri"),
            ("None", 1, ": there is"),
        ] as [(String, JSON, String)])
    func `what is wrong is named with the way to it`(name: String, value: JSON, wanted: String) {
        let faults = book.faults(in: value, as: name).map { "\($0.path): \($0.reason)" }
        #expect(faults.contains { $0.hasPrefix(wanted) }, "\(faults)")
        #expect(faults.count == 1)
    }

    @Test func `choices that were not known may be allowed`() {
        let schema: JSON = ["type": "integer", "oneOf": [["const": 1], ["const": 2]]]
        let open = SchemaBook(document: [:], allowingUnknownChoices: true)
        #expect(open.faults(in: 3, against: schema) == [])
        #expect(open.faults(in: "3", against: schema).count == 1)
    }
}
