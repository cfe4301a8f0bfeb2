import DiscordModel

/// What a client asks for, payload by payload.
extension Gateway {
    func handle(_ payload: ClientPayload, from connection: GatewayConnection) throws(CloseCode) {
        switch payload {
        case .heartbeat(let sequence):
            if let session = connection.session, (sequence ?? 0) > session.sequence { throw .invalidSequence }
            countHeartbeat()
            connection.acknowledge()
            strike(.heartbeat, connection)
        case .identify(let identify): try logIn(identify, on: connection)
        case .resume(let resume): try self.resume(resume, on: connection)
        case .presence(let presence):
            if let session = connection.session { show(session.identity.bot, as: presence) }
        case .voiceState(let request): connection.session.map { moveVoice($0, request) }
        case .requestMembers(let request): connection.session.map { answer(request, for: $0) }
        case .other: break
        }
    }

    // MARK: Logging in

    private func logIn(_ identify: Identify, on connection: GatewayConnection) throws(CloseCode) {
        guard let identity = world.bot(token: identify.token) else { throw .authenticationFailed }
        let intents = SimulatedIntents(rawValue: identify.intents)
        guard intents.isSubset(of: .known) else { throw .invalidIntents }
        guard intents.intersection(.privileged).isSubset(of: identity.switches) else { throw .disallowedIntents }
        let guilds = world.guilds(of: identity.bot).filter {
            Dispatch.shard(of: $0, count: identify.shardCount) == identify.shard
        }
        guard guilds.count <= limits.guildsPerShard else { throw .shardingRequired }
        switch admit(identify, of: identity.bot) {
        case .tooFast: return connection.send(ServerPayload.invalidSession(resumable: false))
        case .overBudget:
            resetToken(of: identity)
            throw .authenticationFailed
        case .admitted: begin(identify, as: identity, guilds: guilds, on: connection)
        }
    }

    private func begin(
        _ identify: Identify, as identity: BotIdentity, guilds: [Snowflake], on connection: GatewayConnection
    ) {
        let session = GatewaySession(
            id: newSessionID(), identity: identity, identify: identify, limits: limits, connection: connection)
        connection.logIn(session)
        show(identity.bot, as: identify.presence)
        remember(session)
        var events = [(name: "READY", data: ready(session, guilds: guilds))]
        if session.intents.contains(.guilds) {
            events += guilds.compactMap { guild in self.guild(guild, for: session).map { ("GUILD_CREATE", $0) } }
        }
        session.begin(with: events)
        strike(.ready, connection)
    }

    private func ready(_ session: GatewaySession, guilds: [Snowflake]) -> JSON {
        let identity = session.identity
        return [
            "v": 10, "user": world.ownUser(of: identity.bot),
            "guilds": .array(guilds.map { ["id": JSON($0), "unavailable": true] }),
            "session_id": .string(session.id), "session_type": "normal", "resume_gateway_url": .string(resumeURL),
            "shard": [.integer(session.shard), .integer(session.shardCount)],
            "application": ["id": JSON(identity.application), "flags": .integer(identity.flags)],
            "private_channels": [], "presences": [], "relationships": [], "user_settings": [:],
            "geo_ordered_rtc_regions": [], "_trace": ["[\"simulator\"]"],
        ]
    }

    /// The payload of GUILD_CREATE, with those members and presences that the session's intents allow.
    private func guild(_ id: Snowflake, for session: GatewaySession) -> JSON? {
        guard
            var guild = world.guildCreate(
                for: session.identity.bot, guild: id, largeThreshold: session.largeThreshold)
        else { return nil }
        guard !session.intents.contains(.guildPresences) else { return guild }
        let speaking = Set((guild["voice_states"]?.array ?? []).compactMap { $0["user_id"]?.snowflake })
        let members = (guild["members"]?.array ?? []).filter { member in
            guard let user = member["user"]?["id"]?.snowflake else { return false }
            return user == session.identity.bot || speaking.contains(user)
        }
        guild["members"] = .array(members)
        guild["presences"] = []
        return guild
    }

    private func resume(_ resume: Resume, on connection: GatewayConnection) throws(CloseCode) {
        guard world.bot(token: resume.token) != nil else { throw .authenticationFailed }
        guard let session = session(resume.session), session.token == resume.token else {
            return connection.send(ServerPayload.invalidSession(resumable: false))
        }
        // First, since events may come on it at once.
        connection.logIn(session)
        guard try session.resume(after: resume.sequence, on: connection, at: timeline.now()) else {
            forget(session.id)
            connection.logOut()
            return connection.send(ServerPayload.invalidSession(resumable: false))
        }
        countResume()
        show(session.identity.bot)
        strike(.resumed, connection)
    }

    // MARK: Requests

    private func moveVoice(_ session: GatewaySession, _ request: VoiceStateRequest) {
        guard session.owns(request.guild) else { return }
        let state = world.setVoiceState(
            of: session.identity.bot, in: request.guild, channel: request.channel, mute: request.selfMute,
            deaf: request.selfDeaf)
        guard state != nil, request.channel != nil else { return }
        session.tell("VOICE_SERVER_UPDATE", voiceServer(for: request.guild))
    }

    private func answer(_ request: MembersRequest, for session: GatewaySession) {
        guard session.owns(request.guild) else { return }
        if request.isForAll || request.presences, !mayAsk(request, session) { return }
        if request.isForAll, let wait = session.admitMemberRequest(request.guild, at: timeline.now()) {
            var meta: JSON = ["guild_id": JSON(request.guild)]
            meta["nonce"] = request.nonce.map { .string($0) }
            return session.tell(
                "RATE_LIMITED", ["opcode": 8, "retry_after": .number(wait / .seconds(1)), "meta": meta])
        }
        let limit = request.isForAll ? 0 : min(max(request.limit, 1), 100)
        let found = world.members(
            of: request.guild, query: request.query, userIDs: request.users, limit: request.users == nil ? limit : 0)
        tell(found.members, notFound: found.notFound, as: request, session)
    }

    /// Discord answers nothing here, and a client waits for ever: that is a mistake in the client.
    private func mayAsk(_ request: MembersRequest, _ session: GatewaySession) -> Bool {
        if request.isForAll, !session.intents.contains(.guildMembers) {
            violate("all members of \(request.guild) were asked for without GUILD_MEMBERS")
            return false
        }
        if request.presences, !session.intents.contains(.guildPresences) {
            violate("presences of \(request.guild) were asked for without GUILD_PRESENCES")
            return false
        }
        return true
    }

    private func tell(
        _ members: [JSON], notFound: [Snowflake], as request: MembersRequest, _ session: GatewaySession
    ) {
        let presences = request.presences ? world.presences(of: request.guild) : []
        let count = max(1, (members.count + 999) / 1_000)
        for index in 0..<count {
            let some = members.dropFirst(index * 1_000).prefix(1_000)
            var chunk: JSON = [
                "guild_id": JSON(request.guild), "members": .array(Array(some)), "chunk_index": .integer(index),
                "chunk_count": .integer(count),
            ]
            if !notFound.isEmpty { chunk["not_found"] = .array(notFound.map { JSON($0) }) }
            if request.presences {
                let ids = Set(some.compactMap { $0["user"]?["id"] })
                chunk["presences"] = .array(presences.filter { $0["user"]?["id"].map(ids.contains) ?? false })
            }
            chunk["nonce"] = request.nonce.map { .string($0) }
            session.tell("GUILD_MEMBERS_CHUNK", chunk)
        }
    }
}
