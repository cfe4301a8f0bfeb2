import Foundation
import Storage

/// Whether files of the operator's folder are known as they are now.
extension DocumentStore {
    struct KnownFile: Sendable {
        var id: Int64
        var bytes: Int
        var modifiedAt: Date?

        func isSame(as file: DocumentFiles.File) -> Bool { bytes == file.bytes && modifiedAt == file.writtenAt }
    }

    /// By their paths.
    func files(of audience: Audience) async throws -> [String: KnownFile] {
        try await database.read { sql in
            let rows = try sql.rows("SELECT * FROM document WHERE audience = ?", [.text(audience.key)])
            return Dictionary(
                try rows.map { row in
                    let file = KnownFile(
                        id: Int64(try row.int("id")), bytes: try row.int("bytes"),
                        modifiedAt: try row.optionalDate("modified_at"))
                    return (try Document(row).path, file)
                }
            ) { first, _ in first }
        }
    }
}
