/// What kind of file a document is.
package enum DocumentFormat: String, Sendable, CaseIterable {
    case text, markdown, html, csv, docx, pdf, code

    /// Finds the format by the name, and looks whether the bytes are of it.
    ///
    /// - Parameter bytes: the whole file, or at least its first kilobyte.
    /// - Parameter size: bytes of the whole file, where `bytes` are only the beginning.
    package init(of name: DocumentName, _ bytes: some Collection<UInt8>, size: Int? = nil) throws(DocumentError) {
        let size = size ?? bytes.count
        guard size > 0 else { throw .empty }
        guard size <= DocumentLimits.fileSize else { throw .tooLarge }
        let found = FileSignature(bytes)
        guard let claimed = Self.claimed(by: name) else {
            self = try Self.unclaimed(found, name)
            return
        }
        try Self.check(found, is: claimed)
        self = claimed
    }

    private static func check(_ found: FileSignature?, is claimed: DocumentFormat) throws(DocumentError) {
        switch (claimed, found) {
        case (.pdf, .pdf), (.docx, .zip): return
        // A Word document with a password is a file of the older kind.
        case (.docx, .compound): throw .protected
        case (.pdf, nil), (.docx, nil): throw .wrongContent(claimed: claimed.words, found: "something else")
        case (.text, nil), (.markdown, nil), (.html, nil), (.csv, nil), (.code, nil): return
        // A PDF may have a few bytes before its mark, and a text may speak about PDF.
        case (_, .pdf(let offset)) where offset > 0 && claimed != .docx: return
        case (_, let found?): throw .wrongContent(claimed: claimed.words, found: found.words)
        }
    }

    /// A file whose ending says nothing: the bytes decide, and what may be text is read as text.
    private static func unclaimed(
        _ found: FileSignature?, _ name: DocumentName
    ) throws(DocumentError) -> DocumentFormat {
        switch found {
        case .pdf(0): .pdf
        case nil, .pdf: .text
        case _?: throw .unknownKind(name.ending.isEmpty ? name.name : "." + name.ending)
        }
    }

    private static func claimed(by name: DocumentName) -> DocumentFormat? {
        if let format = endings[name.ending] { return format }
        return codeEndings.contains(name.ending) || codeNames.contains(name.name.lowercased()) ? .code : nil
    }

    /// As in “the file is …”.
    var words: String {
        switch self {
        case .text: "a text"
        case .markdown: "Markdown"
        case .html: "a web page"
        case .csv: "a table in CSV"
        case .docx: "a Word document"
        case .pdf: "a PDF"
        case .code: "source code"
        }
    }

    private static let endings: [String: DocumentFormat] = [
        "txt": .text, "text": .text, "log": .text, "rst": .text, "adoc": .text, "md": .markdown,
        "markdown": .markdown, "mdown": .markdown, "mkd": .markdown, "html": .html, "htm": .html, "xhtml": .html,
        "csv": .csv, "tsv": .csv, "tab": .csv, "docx": .docx, "pdf": .pdf,
    ]
    private static let codeEndings = Set(
        """
        swift c h cc cpp cxx hpp hh m mm cs java kt kts scala groovy go rs zig py pyi rb php pl pm lua r jl js mjs cjs \
        jsx ts tsx vue svelte css scss sass less sh bash zsh fish ps1 bat cmd sql json jsonc jsonl yaml yml toml ini \
        cfg conf env properties xml xsd proto graphql tf hcl nix hs ml mli ex exs erl clj lisp el dart vb fs pas asm s \
        cmake gradle diff patch tex bib ipynb
        """.split(separator: " ").map(String.init))
    private static let codeNames: Set = ["makefile", "dockerfile", "cmakelists.txt", "gemfile", "rakefile"]
}
