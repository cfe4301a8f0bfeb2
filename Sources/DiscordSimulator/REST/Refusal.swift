import DiscordModel

/// A request that Discord would refuse, with its code.
///
/// <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>
struct Refusal: Error, Sendable {
    let status: Int
    let code: Int
    let message: String
    var errors: JSON?

    init(_ status: Int, _ code: Int, _ message: String, errors: JSON? = nil) {
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
    }

    var body: JSON {
        var body: JSON = ["message": .string(message), "code": .integer(code)]
        body["errors"] = errors
        return body
    }

    static let notFound = Refusal(404, 0, "404: Not Found")
    static let methodNotAllowed = Refusal(405, 0, "405: Method Not Allowed")
    static let unauthorized = Refusal(401, 0, "401: Unauthorized")
    static let blockedAgent = Refusal(403, 40333, "internal network error")
    static let tooLarge = Refusal(413, 40005, "Request entity too large")
    static let badJSON = Refusal(400, 50109, "The request body contains invalid JSON.")

    static let unknownApplication = Refusal(404, 10002, "Unknown Application")
    static let unknownChannel = Refusal(404, 10003, "Unknown Channel")
    static let unknownGuild = Refusal(404, 10004, "Unknown Guild")
    static let unknownMember = Refusal(404, 10007, "Unknown Member")
    static let unknownMessage = Refusal(404, 10008, "Unknown Message")
    static let unknownRole = Refusal(404, 10011, "Unknown Role")
    static let unknownUser = Refusal(404, 10013, "Unknown User")
    static let unknownEmoji = Refusal(400, 10014, "Unknown Emoji")
    static let unknownWebhook = Refusal(404, 10015, "Unknown Webhook")
    static let unknownBan = Refusal(404, 10026, "Unknown Ban")
    static let unknownInteraction = Refusal(404, 10062, "Unknown interaction")
    static let unknownCommand = Refusal(404, 10063, "Unknown application command")
    static let badWebhookToken = Refusal(401, 50027, "Invalid Webhook Token")

    static let missingAccess = Refusal(403, 50001, "Missing Access")
    static let missingPermissions = Refusal(403, 50013, "Missing Permissions")
    static let notYourMessage = Refusal(403, 50005, "Cannot edit a message authored by another user")
    static let emptyMessage = Refusal(400, 50006, "Cannot send an empty message")
    static let cannotMessageUser = Refusal(403, 50007, "Cannot send messages to this user")
    static let notATextChannel = Refusal(400, 50008, "Cannot send messages in a non-text channel")
    static let noBulkDelete = Refusal(
        400, 50034, "A message provided was too old to bulk delete")
    static let archivedThread = Refusal(400, 50083, "Thread is archived")
    static let lockedThread = Refusal(403, 160005, "Thread is locked")
    static let replyWithoutHistory = Refusal(
        400, 160002, "Cannot reply without permission to read message history")
    static let threadExists = Refusal(400, 160004, "A thread has already been created for this message")
    static let alreadyAcknowledged = Refusal(400, 40060, "Interaction has already been acknowledged.")
    static let tooManyFollowUps = Refusal(
        400, 40094, "This interaction has reached the maximum number of follow-up messages")
    static let tooManyPins = Refusal(400, 30003, "Maximum number of pins reached for the channel (250)")
    static let tooManyWebhooks = Refusal(400, 30007, "Maximum number of webhooks reached (15)")
    static let tooManyReactions = Refusal(400, 30010, "Maximum number of reactions reached (20)")
    static let tooManyCommands = Refusal(400, 30032, "Maximum number of application commands reached (100)")
    static let noPoll = Refusal(400, 520_006, "Cannot expire a poll that is not there")
    static let forumNeedsThread = Refusal(
        400, 220_001, "Webhooks posted to forum channels must have a thread_name or thread_id")
}

/// What is wrong with the fields of a body, as the `errors` tree of 50035.
///
/// <https://docs.discord.com/developers/reference#error-messages>
struct FormFaults {
    private(set) var tree: JSON = [:]

    var isEmpty: Bool { tree == [:] }

    mutating func add(_ path: [String], _ code: String, _ message: String) {
        let fault: JSON = ["code": .string(code), "message": .string(message)]
        Self.add(fault, at: path[...], to: &tree)
    }

    mutating func tooLong(_ path: [String], _ limit: Int) {
        add(path, "BASE_TYPE_MAX_LENGTH", "Must be \(limit) or fewer in length.")
    }

    mutating func missing(_ path: [String]) { add(path, "BASE_TYPE_REQUIRED", "This field is required") }

    var refusal: Refusal { Refusal(400, 50035, "Invalid Form Body", errors: tree) }

    /// - Throws: 50035 when anything is wrong.
    func check() throws(Refusal) {
        if !isEmpty { throw refusal }
    }

    private static func add(_ fault: JSON, at path: ArraySlice<String>, to tree: inout JSON) {
        guard let first = path.first else {
            tree["_errors"] = .array((tree["_errors"]?.array ?? []) + [fault])
            return
        }
        var branch = tree[first] ?? [:]
        add(fault, at: path.dropFirst(), to: &branch)
        tree[first] = branch
    }
}
