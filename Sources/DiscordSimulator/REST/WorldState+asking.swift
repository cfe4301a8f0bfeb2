import DiscordModel
import Foundation

/// What requests may see and do, in Discord's codes.
extension WorldState {
    /// - Throws: 10003, or 50001 where the bot cannot look.
    func channel(_ call: Call, _ parameter: String = "channel_id") throws(Refusal) -> Snowflake {
        let id = call.id(parameter)
        guard let channel = channels[id] else { throw .unknownChannel }
        if let guild = channel.guild, guilds[guild]?.members[call.bot] == nil { throw .missingAccess }
        guard canSee(call.bot, id) else { throw .missingAccess }
        return id
    }

    /// - Throws: 10004, as Discord says also of guilds that the bot is not in.
    func guild(_ call: Call) throws(Refusal) -> Snowflake {
        let id = call.id("guild_id")
        guard let guild = guilds[id] else { throw .unknownGuild }
        guard guild.members[call.bot] != nil else { throw .missingAccess }
        return id
    }

    /// - Throws: 10008.
    func message(_ call: Call, in channel: Snowflake) throws(Refusal) -> JSON {
        guard let message = message(call.id("message_id"), in: channel) else { throw .unknownMessage }
        return message
    }

    /// - Throws: 50013.
    func require(_ rights: Rights, of user: Snowflake, in channel: Snowflake) throws(Refusal) {
        guard self.rights(of: user, inChannel: channel).isSuperset(of: rights) else { throw .missingPermissions }
    }

    /// - Throws: 50013.
    func require(_ rights: Rights, of user: Snowflake, inGuild guild: Snowflake) throws(Refusal) {
        guard self.rights(of: user, inGuild: guild).isSuperset(of: rights) else { throw .missingPermissions }
    }

    /// An object as the asking bot is shown it: its own reactions, fresh addresses of files.
    func shown(_ message: JSON, to bot: Snowflake) -> JSON { signed(seen(message, by: bot)) }

    /// Keeps the files of a request, each as the body's `attachments` describes it.
    mutating func attachments(of call: Call, fields: JSON, in channel: Snowflake) -> [JSON] {
        call.files.sorted { $0.key < $1.key }.map { number, file in
            let described = (fields["attachments"]?.array ?? []).first {
                $0["id"]?.snowflake?.rawValue == UInt64(number)
            }
            return attach(file, in: channel, described: described ?? [:])
        }
    }

    /// The attachments of an edited message: those that `attachments` names, and the new ones.
    mutating func attachments(editing message: JSON, _ call: Call, fields: JSON, in channel: Snowflake) -> [JSON]? {
        let kept: [JSON]? = fields["attachments"]?.array.map { listed in
            (message["attachments"]?.array ?? []).filter { old in
                listed.contains { $0["id"]?.snowflake == old["id"]?.snowflake }
            }
        }
        guard kept != nil || !call.files.isEmpty else { return nil }
        return (kept ?? message["attachments"]?.array ?? []) + attachments(of: call, fields: fields, in: channel)
    }

    /// Whether a message may be posted here, by somebody with these rights.
    func checkPlace(_ id: Snowflake) throws(Refusal) {
        guard let channel = channels[id] else { throw .unknownChannel }
        guard channel.kind.holdsMessages else { throw .notATextChannel }
        let metadata = channel.object["thread_metadata"]
        if metadata?["locked"] == true { throw metadata?["archived"] == true ? .archivedThread : .lockedThread }
    }

    func checkReference(_ fields: JSON, in channel: Snowflake, by bot: Snowflake) throws(Refusal) {
        guard let reference = fields["message_reference"], let id = reference["message_id"]?.snowflake else { return }
        let place = reference["channel_id"]?.snowflake ?? channel
        guard rights(of: bot, inChannel: place).contains(.readMessageHistory) else { throw .replyWithoutHistory }
        guard message(id, in: place) == nil, reference["fail_if_not_exists"] != false else { return }
        var faults = FormFaults()
        faults.add(["message_reference"], "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        throw faults.refusal
    }
}
