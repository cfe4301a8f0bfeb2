import Testing

@testable import Companion

@Suite struct WordReaderTests {
    private static let styles = """
        <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="Mine"><w:name w:val="My style"/><w:basedOn w:val="Middle"/></w:style>
        <w:style w:styleId="Middle"><w:name w:val="Middle"/><w:basedOn w:val="berschrift2"/></w:style>
        <w:style w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>
        <w:style w:styleId="Out"><w:name w:val="Other"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
        <w:style w:styleId="Circle"><w:name w:val="Circle"/><w:basedOn w:val="Circle"/></w:style>
        <w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
        """

    @Test func `paragraphs, headings, lists and tables come in order`() throws {
        let body =
            WordSample.paragraph("The Guide", style: "Titel") + WordSample.paragraph("Setup", style: "berschrift1")
            + WordSample.paragraph("Plug &amp; play&#33;") + WordSample.paragraph("Deep", style: "Mine")
            + WordSample.paragraph("Deeper", style: "Out")
            + WordSample.paragraph("Own level", properties: "<w:outlineLvl w:val=\"3\"/>")
            + WordSample.paragraph("No level", properties: "<w:outlineLvl w:val=\"9\"/>")
            + WordSample.paragraph("Item", properties: "<w:numPr><w:ilvl w:val=\"0\"/></w:numPr>")
            + WordSample.paragraph("Round", style: "Circle")
            + WordSample.table([["Name", "Age"], ["Ann", "30"]]) + "<w:p/><w:sectPr/>"
        let text = try DocumentText(reading: WordSample.document(body, styles: Self.styles), as: .docx)
        #expect(text.title == "The Guide")
        #expect(
            text.outline == [
                "h0 The Guide", "h1 Setup", "p Plug & play!", "h2 Deep", "h3 Deeper", "h4 Own level", "p No level",
                "li Item", "p Round", "row Name: Ann; Age: 30",
            ])
    }

    @Test func `without styles the usual names count`() throws {
        let body = WordSample.paragraph("A", style: "Heading2") + WordSample.paragraph("B", style: "ListParagraph")
        #expect(try DocumentText(reading: WordSample.document(body), as: .docx).outline == ["h2 A", "li B"])
    }

    @Test(arguments: [
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", ["p a\tb\nc"]),
        ("<w:p><w:pPr><w:tabs><w:tab w:val=\"x\"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>", ["p a"]),
        (
            "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>",
            ["p new"]
        ),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>1</w:t></w:r></w:p>", ["p 1"]),
        (
            "<w:p><w:r><w:t>outer</w:t><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            ["p box", "p outer"]
        ),
        ("<w:p><w:r><w:t><![CDATA[a<b]]></w:t></w:r></w:p>", ["p a<b"]),
        ("<w:p><w:r><w:t xml:space=\"preserve\">a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>", ["p a b"]),
        (
            "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>H</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>I</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            ["row H; I"]
        ),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>frame</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", ["p frame"]),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
            ["row a; b c"]
        ),
    ])
    func `what Word writes is read as it is shown`(body: String, outline: [String]) throws {
        #expect(try DocumentText(reading: WordSample.document(body), as: .docx).outline == outline)
    }

    @Test func `a second document name is found, and another archive is none`() throws {
        let xml = WordSample.xml(WordSample.paragraph("a"))
        #expect(
            try DocumentText(reading: ZipWriter.archive(["word/document2.xml": xml]), as: .docx).outline == ["p a"])
        #expect(
            refusal(ZipWriter.archive(["xl/workbook.xml": "<a/>", "../word/document.xml": "<a/>"]), as: .docx)
                == .wrongContent(claimed: "a Word document", found: "a ZIP file"))
    }

    @Test(arguments: [
        "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]><d>&lol2;</d>",
        "<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><d/>", "<d><p></d>", "<d>", "<d", "<d a=\"", "</d>", "<d><!-- ",
        "<d>< ></d>",
        "<d><![CDATA[", "<?xml", "<a b='<'><c <d>", "<>", "</", "<", "<//>",
    ])
    func `XML that is broken or does more than hold text is refused`(xml: String) {
        let error = refusal(ZipWriter.archive(["word/document.xml": xml]), as: .docx)
        guard case .damaged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `depth is refused beyond the limit`() throws {
        func document(_ depth: Int) -> [UInt8] {
            let open = String(repeating: "<w:sdt>", count: depth)
            let close = String(repeating: "</w:sdt>", count: depth)
            return WordSample.document(open + WordSample.paragraph("x") + close)
        }
        #expect(refusal(document(20_000), as: .docx) == .damaged("it is nested too deeply"))
        #expect(refusal(document(XMLPullReader.depthLimit), as: .docx) == .damaged("it is nested too deeply"))
        #expect(try DocumentText(reading: document(XMLPullReader.depthLimit - 8), as: .docx).outline == ["p x"])
    }

    @Test func `an entity that nobody declared stays as it is written`() throws {
        let text = try DocumentText(reading: WordSample.document(WordSample.paragraph("&lol; &amp;")), as: .docx)
        #expect(text.outline == ["p &lol; &"])
    }
}
