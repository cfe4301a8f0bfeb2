/// Why the bot answered, listened or looked away; `/why` says it, metrics count it.
enum Reason: String, Sendable, CaseIterable {
    // Not even read.
    case ownMessage = "own_message"
    case bot
    case webhook
    case system
    case ignoredUser = "ignored_user"
    case commandPrefix = "command_prefix"
    case ignoreTag = "ignore_tag"
    case duplicate
    case nothingSaid = "nothing_said"
    case mayNotSpeak = "may_not_speak"

    // Read, not answered.
    case notAddressed = "not_addressed"
    case meantForAnother = "meant_for_another"
    case modelSaysNotMeant = "model_says_not_meant"

    // Answered.
    case directMessage = "dm"
    case mentioned
    case replyToBot = "reply_to_bot"
    case name = "name_trigger"
    case imageQuestion = "image_question"
    case interestingTopic = "interesting_topic"
    case followUp = "session"
    case ambient = "ambient_channel"
    case modelSaysMeant = "ai_ambient_detection"
    case looksLikeQuestion = "question_detection"

    /// For the person who asks why.
    var sentence: String {
        switch self {
        case .ownMessage: "That message is my own."
        case .bot: "Another bot wrote it; I don't talk with bots."
        case .webhook: "A webhook wrote it; I don't talk with webhooks."
        case .system: "Discord itself wrote it."
        case .ignoredUser: "Whoever runs me asked me to ignore this person."
        case .commandPrefix: "It begins like a command."
        case .ignoreTag: "It says #ignore."
        case .duplicate: "I had this message before."
        case .nothingSaid: "There was nothing in it that I can read."
        case .mayNotSpeak: "I may not speak in this channel."
        case .notAddressed: "Nothing in it was meant for me."
        case .meantForAnother: "It was meant for somebody else."
        case .modelSaysNotMeant: "I wasn't sure, thought about it, and took it as not meant for me."
        case .directMessage: "It came as a direct message, and those I always answer."
        case .mentioned: "I was mentioned."
        case .replyToBot: "It replies to a message of mine."
        case .name: "It says my name."
        case .imageQuestion: "It asks about a picture."
        case .interestingTopic: "It is about something I care for."
        case .followUp: "We were in the middle of a talk."
        case .ambient: "I may join in here, and felt like it."
        case .modelSaysMeant: "I wasn't sure, thought about it, and took it as meant for me."
        case .looksLikeQuestion: "It is a question to nobody else."
        }
    }
}
