import Testing

@testable import Companion

@Suite struct CodeReaderTests {
    @Test func `declarations are blocks, with the comments before them`() throws {
        let text = try DocumentText(
            """
            import os

            # Greets.
            def greet(name):

                if name:
                    print(name)

                return name

            class A {

                int b;

            }
            """, as: .code)
        #expect(
            text.outline == [
                "code import os @line 1",
                "code # Greets.\ndef greet(name):\n\n    if name:\n        print(name)\n\n    return name @lines 3–9",
                "code class A {\n\n    int b;\n\n} @lines 11–15",
            ])
    }

    @Test func `a large declaration is parted between its members`() throws {
        let member = "    func a() {\n" + String(repeating: "        call(1)\n\n", count: 60) + "    }\n"
        let text = try DocumentText("struct A {\n\(member)\n\(member)\n}\n", as: .code)
        #expect(text.blocks.count == 2)
        #expect(text.blocks.map { $0.location?.description } == ["lines 1–123", "lines 125–248"])
    }

    @Test func `the indent of the first line stays`() throws {
        #expect(try DocumentText("\n\n    a\n  b\n\n", as: .code).outline == ["code     a\n  b @lines 3–4"])
    }

    @Test func `deep JSON is lines like any other`() throws {
        let json = String(repeating: "[", count: 200_000)
        #expect(try DocumentText(json, as: .code).text.utf8.count == 200_000)
    }
}
