import Storage

/// A turn that nothing was learnt from yet.
struct SpokenTurn: Sendable {
    /// One of the messages that it was said in.
    struct Part: Sendable {
        /// Nil where the turn is one message, or the surface has no ids for them.
        var message: String?
        var text: String
    }

    var id: Int64
    var text: String
    var parts: [Part]
    var said: Said

    init(_ row: Row, _ sql: any SQLConnection) throws {
        let speaker = try row.text("speaker")
        let place = try row.text("place")
        // An API's caller may speak for anybody: what is said there is its own.
        let audience = try row.text("audience") == Audience.place(place).key ? Audience.place(place) : .person(speaker)
        id = Int64(try row.int("id"))
        text = try row.text("text")
        said = Said(
            speaker: speaker, place: place, sourceMessage: try row.optionalText("source_message"), audience: audience,
            persona: try row.optionalText("persona").map(PersonaID.character(ofKey:)), provenance: .spoken,
            saidAt: try row.date("said_at"))
        parts = try sql.rows(
            "SELECT message, text FROM turn_message WHERE turn = ? AND text IS NOT NULL ORDER BY position",
            [.integer(id)]
        ).map { Part(message: try $0.text("message"), text: try $0.text("text")) }
        if parts.isEmpty { parts = [Part(message: nil, text: text)] }
    }
}
