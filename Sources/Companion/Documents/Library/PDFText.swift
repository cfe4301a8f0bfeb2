/// Gets the text out of a PDF, as `pdftotext -enc UTF-8 -layout` prints it.
///
/// - Throws: ``Mistake`` that says what to install where the tool is not there, or what is the matter with the file.
package typealias PDFText = @Sendable (_ file: [UInt8]) async throws -> [UInt8]
