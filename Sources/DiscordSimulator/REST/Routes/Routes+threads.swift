import DiscordModel

enum ThreadRoutes {
    private static let members = "/channels/{channel_id}/thread-members"

    static let all: [Route] = [
        Route(.post, "/channels/{channel_id}/messages/{message_id}/threads", startOnMessage),
        Route(.post, "/channels/{channel_id}/threads", start),
        Route(.get, "/guilds/{guild_id}/threads/active", active),
        Route(.get, "/channels/{channel_id}/threads/archived/public", archived),
        Route(.get, "/channels/{channel_id}/threads/archived/private", archived),
        Route(.get, members) { call, state throws(Refusal) in
            let thread = try state.channel(call)
            let members = state.channels[thread]?.threadMembers ?? [:]
            return .list(members.sorted { $0.key < $1.key }.map(\.value))
        },
        Route(.put, "\(members)/@me") { call, state throws(Refusal) in
            state.joinThread(call.bot, try state.thread(call))
            return .nothing
        },
        Route(.delete, "\(members)/@me") { call, state throws(Refusal) in
            state.leaveThread(call.bot, try state.thread(call))
            return .nothing
        },
        Route(.put, "\(members)/{user_id}") { call, state throws(Refusal) in
            let thread = try state.thread(call)
            try state.require(.sendMessagesInThreads, of: call.bot, in: thread)
            state.joinThread(call.id("user_id"), thread)
            return .nothing
        },
        Route(.delete, "\(members)/{user_id}") { call, state throws(Refusal) in
            let thread = try state.thread(call)
            try state.require(.manageThreads, of: call.bot, in: thread)
            state.leaveThread(call.id("user_id"), thread)
            return .nothing
        },
    ]

    @Sendable static func startOnMessage(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        let message = try state.message(call, in: channel)
        guard message["thread"] == nil else { throw .threadExists }
        try state.require(.createPublicThreads, of: call.bot, in: channel)
        let kind: ChannelKind =
            state.channels[channel]?.kind == .announcement ? .announcementThread : .publicThread
        let thread = state.addThread(
            kind, in: channel, name: try name(call), owner: call.bot, message: call.id("message_id"),
            fields: call.body.object ?? [:])
        return .created(state.thread(thread ?? Snowflake(0)))
    }

    @Sendable static func start(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        let parent = state.channels[channel]?.kind ?? .text
        if parent == .forum || parent == .media { return try post(call, in: channel, &state) }
        // Threads are private unless something else is said.
        let kind = ChannelKind(rawValue: call.body["type"]?.integer ?? 12) ?? .privateThread
        try state.require(
            kind == .privateThread ? .createPrivateThreads : .createPublicThreads, of: call.bot, in: channel)
        let thread = state.addThread(
            kind, in: channel, name: try name(call), owner: call.bot, fields: call.body.object ?? [:])
        return .created(state.thread(thread ?? Snowflake(0)))
    }

    /// A thread of a forum begins with a message.
    private static func post(
        _ call: Call, in channel: Snowflake, _ state: inout WorldState
    ) throws(Refusal) -> Answer {
        try state.require(.sendMessages, of: call.bot, in: channel)
        let fields = call.body["message"] ?? [:]
        try MessageChecks.check(fields, files: call.files.count, at: ["message"])
        if MessageChecks.isEmpty(fields, files: call.files.count) { throw .emptyMessage }
        guard
            let thread = state.addThread(
                .publicThread, in: channel, name: try name(call), owner: call.bot, fields: call.body.object ?? [:])
        else { throw .unknownChannel }
        var draft = Draft(author: state.user(call.bot), fields: fields)
        draft.attachments = state.attachments(of: call, fields: fields, in: thread)
        let message = state.post(draft, in: thread)
        var answer = state.thread(thread)
        answer["message"] = state.shown(message, to: call.bot)
        return .created(answer)
    }

    private static func name(_ call: Call) throws(Refusal) -> String {
        let name = call.body["name"]?.string ?? ""
        var faults = FormFaults()
        if !(1...100).contains(name.unicodeScalars.count) {
            faults.add(["name"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
        }
        if let minutes = call.body["auto_archive_duration"]?.integer, ![60, 1440, 4320, 10080].contains(minutes) {
            faults.add(["auto_archive_duration"], "BASE_TYPE_CHOICES", "Value must be one of (60, 1440, 4320, 10080).")
        }
        try faults.check()
        return name
    }

    @Sendable static func active(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let guild = try state.guild(call)
        let threads = state.channels(of: guild, threads: true)
            .filter { state.canSee(call.bot, $0) && !state.isArchived($0) }
        return .ok([
            "threads": .array(threads.map { state.thread($0) }), "has_more": false,
            "members": .array(threads.compactMap { state.channels[$0]?.threadMembers[call.bot] }),
        ])
    }

    @Sendable static func archived(_ call: Call, _ state: inout WorldState) throws(Refusal) -> Answer {
        let channel = try state.channel(call)
        try state.require(.readMessageHistory, of: call.bot, in: channel)
        let isPrivate = call.route.template.hasSuffix("private")
        let threads = state.channels.filter {
            $0.value.parent == channel && ($0.value.kind == .privateThread) == isPrivate
                && state.isArchived($0.key) && $0.value.kind.isThread
        }
        let newestFirst = threads.keys.sorted(by: >)
        return .ok([
            "threads": .array(newestFirst.map { state.thread($0) }), "has_more": false,
            "members": .array(newestFirst.compactMap { state.channels[$0]?.threadMembers[call.bot] }),
        ])
    }
}

extension WorldState {
    fileprivate func thread(_ call: Call) throws(Refusal) -> Snowflake {
        let thread = try channel(call)
        guard channels[thread]?.kind.isThread == true else { throw .unknownChannel }
        guard !isArchived(thread) else { throw .archivedThread }
        return thread
    }
}
