import Companion
import DiscordModel
import Foundation

/// `/settings` shows and changes what this server decided.
struct SettingsCommand: SlashCommand {
    private enum Change: String, CaseIterable {
        case speakHere = "May speak in a channel"
        case silentHere = "May not speak in a channel"
        case speakEverywhere = "May speak everywhere"
        case ambientOn = "May join in unasked in a channel"
        case ambientOff = "May not join in unasked in a channel"
        case streamOn = "Show answers while they are written"
        case streamOff = "Show answers when they are complete"
        case language = "Language of answers"
        case keepDays = "Keep messages for a number of days"
        case keepForEver = "Keep messages for ever"
        case keepAsUsual = "Keep messages as long as is usual with me"
        case followUpOn = "Come back to what people planned"
        case followUpOff = "Do not come back to plans"
        case quietHours = "Quiet hours"
        case timeZone = "Time zone"

        var german: String {
            switch self {
            case .speakHere: "Darf in einem Kanal sprechen"
            case .silentHere: "Darf in einem Kanal nicht sprechen"
            case .speakEverywhere: "Darf überall sprechen"
            case .ambientOn: "Darf sich in einem Kanal ungefragt beteiligen"
            case .ambientOff: "Darf sich in einem Kanal nicht ungefragt beteiligen"
            case .streamOn: "Antworten zeigen, während sie entstehen"
            case .streamOff: "Antworten zeigen, wenn sie fertig sind"
            case .language: "Sprache der Antworten"
            case .keepDays: "Nachrichten eine Anzahl von Tagen aufbewahren"
            case .keepForEver: "Nachrichten für immer aufbewahren"
            case .keepAsUsual: "Nachrichten so lange aufbewahren, wie es bei mir üblich ist"
            case .followUpOn: "Auf Geplantes zurückkommen"
            case .followUpOff: "Nicht auf Geplantes zurückkommen"
            case .quietHours: "Ruhezeiten"
            case .timeZone: "Zeitzone"
            }
        }

        var needsChannel: Bool { [.speakHere, .silentHere, .ambientOn, .ambientOff].contains(self) }
    }

    let name = "settings"
    let summary = "Shows or changes how I behave in this server."
    let topic = CommandTopic.system
    let localizations = Localizations.german("Zeigt oder ändert, wie ich mich auf diesem Server verhalte.")
    let permission = CommandPermission.members(.manageGuild)

    private let change = Option<String>(
        "change", "What to change; leave it out to see all.", isRequired: false,
        choices: Change.allCases.map { CommandChoice($0.rawValue, german: $0.german) },
        localizations: .german("Was geändert wird; ohne Angabe siehst du alles."))
    private let channel = Option<Channel>(
        "channel", "Which channel; this one if you leave it out.", isRequired: false,
        channelTypes: [.text, .announcement, .voice, .stage, .forum],
        localizations: .german("Welcher Kanal; ohne Angabe dieser."))
    private let language = Option<String>(
        "language", "The language, such as German; “any” for the one I am spoken to in.", isRequired: false, in: 2...40,
        localizations: .german("Die Sprache, etwa German; „any“ für die, in der man mich anspricht.")
    ) { typed, _ in CommandChoice.matching(typed, Self.languages.map { ($0, $0) }) }
    private let days = Option<Int>(
        "days", "For how many days I keep what was said.", isRequired: false,
        in: Double(Retention.range.lowerBound)...Double(Retention.range.upperBound),
        localizations: .german("Wie viele Tage ich aufbewahre, was gesagt wurde."))
    private let hours = Option<String>(
        "hours", "Quiet hours, such as 22-8; “none” for none.", isRequired: false, in: 3...5,
        localizations: .german("Ruhezeiten, etwa 22-8; „none“ für keine."))
    private let zone = Option<String>(
        "time_zone", "Where people here are, such as Europe/Oslo; “any” for where my operator is.", isRequired: false,
        in: 3...60, localizations: .german("Wo die Leute hier sind, etwa Europe/Oslo; „any“: wie mein Betreiber.")
    ) { typed, _ in CommandChoice.matching(typed, TimeZone.knownTimeZoneIdentifiers.map { ($0, $0) }) }
    var options: [any CommandParameter] { [change, channel, language, days, hours, zone] }

    private let settings: ServerSettingsStore
    private let personas: PersonaLibrary
    private let didOptIn: @Sendable () -> Void

    /// - Parameter didOptIn: told when a channel lets it join in unasked.
    init(
        settings: ServerSettingsStore, personas: PersonaLibrary, didOptIn: @escaping @Sendable () -> Void = {}
    ) {
        self.settings = settings
        self.personas = personas
        self.didOptIn = didOptIn
    }

    func run(_ call: CommandCall) async throws -> CommandReply {
        guard let wanted = try call[ifGiven: change].flatMap(Change.init) else {
            return .message(try shown(try await settings.settings(of: call.scope), call))
        }
        let channel = try call[ifGiven: channel]?.id ?? call.parent ?? call.channel
        let language = try call[ifGiven: language]
        if wanted.needsChannel, call.guild == nil { throw Mistake("There are no channels here to choose from.") }
        if wanted == .language, language == nil { throw Mistake("Say which language, too.") }
        let days = try call[ifGiven: days]
        if wanted == .keepDays, days == nil { throw Mistake("Say for how many days, too.") }
        let quiet = try QuietHours(wanted == .quietHours ? call[ifGiven: hours] ?? "" : "none")
        let zone = try Self.zone(wanted == .timeZone ? call[ifGiven: zone] ?? "" : "any")
        let changed = try await settings.change(for: call) { settings in
            switch wanted {
            case .quietHours: settings.quietHours = quiet
            case .timeZone: settings.timeZone = zone
            default: try Self.apply(wanted, channel, language, days, to: &settings)
            }
        }
        if wanted == .ambientOn { didOptIn() }
        return .message(try shown(changed, call, "Changed.\n"))
    }

    // MARK: The form

    private enum Field { static let language = "language", persona = "character" }

    func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply {
        let now = try await settings.settings(of: call.scope)
        guard choice.payload == "form" else { return .form(try form(now, call)) }
        let language = choice.text(Field.language)
        let key = try choice.text(Field.persona).map { try personas.persona(personas.id(named: $0)).id.key }
        let changed = try await settings.change(for: call) { settings in
            settings.language = try Self.language(language)
            settings.persona = key
        }
        return .update(try shown(changed, call, "Changed.\n"))
    }

    private func form(_ settings: ServerSettings, _ call: CommandCall) throws -> CommandForm {
        CommandForm(
            customID: try call.customID("form"), title: "Language and character",
            fields: [
                .init(
                    id: Field.language, label: "Language of answers", hint: "Empty: the one I am spoken to in.",
                    value: settings.language ?? "", isRequired: false, length: 0...40),
                .init(
                    id: Field.persona, label: "Character",
                    hint: "As in /list_characters. Empty: the operator's choice.",
                    value: settings.persona ?? "", isRequired: false, length: 0...100),
            ])
    }

    // MARK: Changes

    private static func apply(
        _ change: Change, _ channel: Snowflake, _ language: String?, _ days: Int?, to settings: inout ServerSettings
    ) throws {
        switch change {
        case .speakHere:
            settings.speaksIn.insert(channel)
        case .silentHere:
            guard settings.speaksIn != [channel] else {
                throw Mistake("That is the only channel I may speak in. Allow another one first.")
            }
            guard settings.speaksIn.remove(channel) != nil else {
                throw Mistake(
                    "I may speak everywhere. Choose the channels I may speak in, then I stay out of the others.")
            }
        case .speakEverywhere: settings.speaksIn = []
        case .ambientOn: settings.ambientIn.insert(channel)
        case .ambientOff: settings.ambientIn.remove(channel)
        case .streamOn: settings.streams = true
        case .streamOff: settings.streams = false
        case .language: settings.language = try Self.language(language)
        case .keepDays: settings.retention = days.map { Retention(days: $0) }
        case .keepForEver: settings.retention = .forEver
        case .keepAsUsual: settings.retention = nil
        case .followUpOn: settings.followsUp = true
        case .followUpOff: settings.followsUp = false
        case .quietHours, .timeZone: break
        }
        guard max(settings.speaksIn.count, settings.ambientIn.count) <= ServerSettings.mostChannels else {
            throw Mistake("That is more channels than a server has.")
        }
    }

    /// It is told to the model: letters only.
    private static func language(_ text: String?) throws -> String? {
        guard let text, text.lowercased() != "any" else { return nil }
        guard (2...40).contains(text.count), text.allSatisfy({ $0.isLetter || " -()".contains($0) }) else {
            throw Mistake("That is no name of a language.")
        }
        return text
    }

    private static func zone(_ text: String) throws -> TimeZone? {
        guard text.lowercased() != "any" else { return nil }
        guard let zone = TimeZone(identifier: text) else {
            throw Mistake("I don't know that time zone. Say one such as Europe/Oslo under “time_zone”.")
        }
        return zone
    }

    private func shown(
        _ settings: ServerSettings, _ call: CommandCall, _ before: String = ""
    ) throws -> CommandMessage {
        let lines = [
            "Channels I may speak in: \(Self.names(settings.speaksIn, none: "all"))",
            "Channels I may join in unasked: \(Self.names(settings.ambientIn, none: "none"))",
            "Character: \(settings.persona ?? "the operator's choice")",
            "Answers are shown \(settings.streams ? "while they are written" : "when they are complete")",
            "Language: \(settings.language?.plain ?? "the one I am spoken to in")",
            "What was said is kept \(Self.words(for: settings.retention))",
            "What people planned: I \(settings.followsUp ? "come back to it" : "do not come back to it")",
            "Quiet hours: \(settings.quietHours.spoken)",
            "Time zone: \(settings.timeZone?.identifier ?? "the operator's")",
        ]
        return CommandMessage(
            text: before + lines.map { "- \($0)" }.joined(separator: "\n"),
            components: [.row(.button("Language and character", try call.customID("open")))], isPrivate: true)
    }

    private static func words(for retention: Retention?) -> String {
        switch retention {
        case .days(let days): days == 1 ? "for a day" : "for \(days) days"
        case .forEver: "for ever"
        case nil: "as long as whoever runs me decided"
        }
    }

    private static func names(_ channels: Set<Snowflake>, none: String) -> String {
        guard !channels.isEmpty else { return none }
        let names = channels.sorted().prefix(30).map { "<#\($0)>" }.joined(separator: " ")
        return channels.count > 30 ? names + " and \(channels.count - 30) more" : names
    }

    private static let languages = [
        "any", "English", "German", "French", "Spanish", "Portuguese", "Italian", "Dutch", "Polish", "Russian",
        "Ukrainian", "Turkish", "Greek", "Swedish", "Danish", "Norwegian", "Finnish", "Czech", "Hungarian", "Romanian",
        "Hindi", "Thai", "Chinese", "Japanese", "Korean", "Vietnamese",
    ]
}

extension QuietHours {
    /// From what somebody wrote: `22-8`, or `none`.
    fileprivate init(_ text: String) throws {
        if text.lowercased() == "none" {
            self.init(from: 0, until: 0)
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let hours = parts.compactMap { Int($0) }
        guard let from = hours.first, let until = hours.last, parts.count == 2, hours.count == 2,
            hours.allSatisfy({ (0...23).contains($0) })
        else { throw Mistake("Say the quiet hours under “hours”, from 0 to 23, such as 22-8, or “none”.") }
        self.init(from: from, until: until)
    }

    fileprivate var spoken: String { from == until ? "none" : "from \(from) to \(until) o'clock" }
}
