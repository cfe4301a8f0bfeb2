package import DiscordModel
package import Foundation

/// A small world to try things in, and the ids of what is in it.
package struct DemoWorld: Sendable {
    package let world: World
    /// The bot's user, which has the same id as its application.
    package let bot: Snowflake
    /// What the bot logs in with.
    package let token: String
    /// People; Ada owns the server.
    package let ada: Snowflake
    package let ben: Snowflake
    package let cleo: Snowflake
    package let guild: Snowflake
    package let general: Snowflake
    package let random: Snowflake
    /// Seen by Ada and moderators only.
    package let staff: Snowflake
    package let forum: Snowflake
    package let voice: Snowflake
    package let moderators: Snowflake
}

extension World {
    /// - Parameter switches: the bot's privileged intents.
    package static func demo(
        bot name: String = "Acore", switches: SimulatedIntents = .privileged, token: String? = nil,
        now: @escaping @Sendable () -> Date = { Date() }
    ) -> DemoWorld {
        let world = World(now: now)
        let (ada, ben, cleo) = (world.addUser("Ada"), world.addUser("Ben"), world.addUser("Cleo"))
        let bot = world.addBot(name, switches: switches, token: token)
        let guild = world.addGuild("Workshop", owner: ada)
        let moderators = world.addRole("moderators", in: guild, rights: [.manageMessages, .manageChannels])
        let botRole = world.addRole(name, in: guild, rights: [.everyday, .manageMessages, .manageWebhooks])
        let talk = world.addChannel("talk", in: guild, .category)
        let general = world.addChannel(
            "general", in: guild,
            fields: ["parent_id": JSON(talk), "topic": .string("Say hello to \(name), or type / to see its commands.")])
        let random = world.addChannel("random", in: guild, fields: ["parent_id": JSON(talk)])
        let staff = world.addChannel("staff", in: guild)
        let forum = world.addChannel("questions", in: guild, .forum)
        let voice = world.addChannel("Lounge", in: guild, .voice)
        world.setOverwrite(in: staff, for: guild, deny: .viewChannel)
        world.setOverwrite(in: staff, for: moderators, allow: .viewChannel)
        world.join(ben, guild, roles: [moderators])
        world.join(cleo, guild)
        world.join(bot, guild, roles: [botRole])
        for person in [ada, ben, cleo] { world.setPresence(of: person, ["status": "online"]) }
        return DemoWorld(
            world: world, bot: bot, token: world.token(of: bot) ?? "", ada: ada, ben: ben, cleo: cleo, guild: guild,
            general: general, random: random, staff: staff, forum: forum, voice: voice, moderators: moderators)
    }
}
