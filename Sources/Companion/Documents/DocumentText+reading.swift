extension DocumentText {
    /// Reads a whole file.
    ///
    /// - Parameter bytes: the file as it is. Of a PDF, what `pdftotext -enc UTF-8` prints of it: the way there is a
    ///   child process, which is not this function's business.
    package init(reading bytes: [UInt8], as format: DocumentFormat) throws(DocumentError) {
        guard bytes.count <= DocumentLimits.fileSize else {
            // The caller saw the size of the PDF itself; this is the text of it.
            throw format == .pdf ? .tooMuchText : .tooLarge
        }
        self =
            switch format {
            case .text: try PlainTextReader.read(bytes)
            case .markdown: try MarkdownReader.read(bytes)
            case .html: try HTMLReader.read(bytes)
            case .csv: try CSVReader.read(bytes)
            case .docx: try WordReader.read(bytes)
            case .pdf: try PDFTextReader.read(bytes)
            case .code: try CodeReader.read(bytes)
            }
    }
}
