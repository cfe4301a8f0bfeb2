/// Makes Word documents for tests.
enum WordSample {
    static func document(_ body: String, styles: String? = nil) -> [UInt8] {
        var files = ["[Content_Types].xml": "<Types/>", "word/document.xml": xml(body)]
        files["word/styles.xml"] = styles.map { styleSheet($0) }
        return ZipWriter.archive(files)
    }

    static func xml(_ body: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>\(body)</w:body></w:document>
        """
    }

    static func paragraph(_ text: String, style: String? = nil, properties: String = "") -> String {
        let style = style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
        return "<w:p><w:pPr>\(style)\(properties)</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>\(text)</w:t></w:r></w:p>"
    }

    static func table(_ rows: [[String]], look: String = "<w:tblLook w:firstRow=\"1\"/>") -> String {
        let rows = rows.map { row in
            "<w:tr>" + row.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined() + "</w:tr>"
        }
        return "<w:tbl><w:tblPr>\(look)</w:tblPr>\(rows.joined())</w:tbl>"
    }

    private static func styleSheet(_ styles: String) -> String {
        "<?xml version=\"1.0\"?><w:styles xmlns:w=\"x\">\(styles)</w:styles>"
    }
}
