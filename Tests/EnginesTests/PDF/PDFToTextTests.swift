import Foundation
import Testing

@testable import Engines

/// A real `pdftotext` where there is one; without it these are skipped, and say so.
@Suite(.timeLimit(.minutes(2))) struct PDFToTextTests {
    private static let isInstalled = FileManager.default.fileExists(atPath: "/usr/bin/pdftotext")
    private static let without: Comment = "no pdftotext here; apt-get install poppler-utils brings it"

    private func failure(_ reader: PDFToText, _ file: [UInt8] = [1]) async -> PDFToText.Failure? {
        do {
            _ = try await reader.text(of: file)
            return nil
        } catch { return error as? PDFToText.Failure }
    }

    @Test(.enabled(if: isInstalled, without)) func `what is no PDF is refused`() async {
        for file in ["", "%PDF-1.4", "no PDF", "%PDF-1.4\n1 0 obj <</Length 99999999999>> stream\n"] {
            #expect(await failure(PDFToText(), Array(file.utf8)) == .damaged, "\(file)")
        }
        #expect(await failure(PDFToText(), Array("%PDF-1.4 trailer <</Encrypt 1 0 R>>".utf8)) == .protected)
    }

    @Test func `a program that is not there is named as missing`() async {
        #expect(await failure(PDFToText(program: "no-such-program-here", arguments: [])) == .missing)
    }

    @Test func `one that takes too long is ended`() async {
        let reader = PDFToText(program: "sleep", arguments: ["600"], timeLimit: .milliseconds(50))
        #expect(await failure(reader) == .tooSlow)
    }

    @Test func `one that says too much is ended`() async {
        #expect(await failure(PDFToText(program: "yes", arguments: [])) == .tooMuchText)
    }

    @Test func `it is given no environment`() async throws {
        let said = try await PDFToText(program: "env", arguments: []).text(of: [])
        #expect(String(decoding: said, as: UTF8.self) == "")
    }

    @Test func `a fifth at once is refused, and later taken`() async throws {
        let reader = PDFToText(program: "sleep", arguments: ["600"])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { _ = await failure(reader) } }
            while !reader.isFull { await Task.yield() }
            #expect(await failure(reader) == .busy)
            group.cancelAll()
        }
        #expect(!reader.isFull)
    }
}
