/// `d` of HELLO.
struct Hello: JSONReadable {
    /// Between heartbeats, in milliseconds, as sent: it may be any number. Nil where it is none.
    var heartbeatInterval: Double?

    init(from json: inout JSONReader) throws(JSONFault) {
        try json.object { json, key throws(JSONFault) in
            switch (key, json.next()) {
            case ("heartbeat_interval", UInt8(ascii: "0")...UInt8(ascii: "9")),
                ("heartbeat_interval", UInt8(ascii: "-")):
                heartbeatInterval = try json.double()
            default: try json.skip()
            }
        }
    }
}

/// What READY says of the session itself.
struct SessionStart: JSONReadable {
    var sessionID: String?
    var resumeURL: String?

    init(from json: inout JSONReader) throws(JSONFault) {
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "session_id": sessionID = try json.read(String?.self)
            case "resume_gateway_url": resumeURL = try json.read(String?.self)
            default: try json.skip()
            }
        }
    }
}
