extension RouteTable {
    /// Everything that the simulated API can do.
    static let all = RouteTable(
        [
            BotRoutes.all, MessageRoutes.all, ReactionRoutes.all, ChannelRoutes.all, ThreadRoutes.all,
            GuildRoutes.all, MemberRoutes.all, CommandRoutes.all, InteractionRoutes.all, WebhookRoutes.all,
        ].flatMap { $0 })
}
