import DiscordModel

/// Discord's objects as they are when nothing special was asked for: every member that the API description
/// requires.
enum Templates {
    static func user(id: Snowflake, name: String, isBot: Bool) -> JSON {
        [
            "id": JSON(id), "username": .string(isBot ? name : name.lowercased().filter { $0 != " " }),
            "discriminator": "0",
            "global_name": isBot ? nil : .string(name), "avatar": nil, "avatar_decoration_data": nil, "banner": nil,
            "accent_color": nil, "public_flags": 0, "flags": 0, "bot": .bool(isBot), "system": false,
            "primary_guild": nil, "collectibles": nil,
        ]
    }

    static func application(id: Snowflake, name: String, flags: Int, owner: JSON, bot: JSON) -> JSON {
        [
            "id": JSON(id), "name": .string(name), "icon": nil, "description": "", "type": nil, "summary": "",
            "bot_public": true, "bot_require_code_grant": false,
            "verify_key": .string(String(repeating: "0", count: 64)),
            "flags": .integer(flags), "flags_new": .string(String(flags)), "redirect_uris": [], "rpc_origins": [],
            "interactions_endpoint_url": nil, "role_connections_verification_url": nil, "owner": owner, "team": nil,
            "approximate_guild_count": 1, "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0, "explicit_content_filter": 0, "eligible_oauth2_scopes": [],
            "hook": true, "tags": [], "bot": bot, "integration_types_config": ["0": [:], "1": [:]],
        ]
    }

    static func guild(id: Snowflake, name: String, owner: Snowflake) -> JSON {
        [
            "id": JSON(id), "name": .string(name), "icon": nil, "description": nil, "home_header": nil, "splash": nil,
            "discovery_splash": nil, "features": [], "banner": nil, "owner_id": JSON(owner), "application_id": nil,
            "region": "deprecated", "afk_channel_id": nil, "afk_timeout": 300, "system_channel_id": nil,
            "system_channel_flags": 0, "widget_enabled": false, "widget_channel_id": nil, "verification_level": 0,
            "default_message_notifications": 0, "mfa_level": 0, "explicit_content_filter": 0, "max_presences": nil,
            "max_members": 500_000, "max_stage_video_channel_users": 50, "max_video_channel_users": 25,
            "vanity_url_code": nil, "premium_tier": 0, "premium_subscription_count": 0, "preferred_locale": "en-US",
            "rules_channel_id": nil, "safety_alerts_channel_id": nil, "public_updates_channel_id": nil,
            "premium_progress_bar_enabled": false, "nsfw": false, "nsfw_level": 0, "emojis": [], "stickers": [],
            "incidents_data": nil, "hub_type": nil,
        ]
    }

    static func role(id: Snowflake, name: String, rights: Rights, position: Int) -> JSON {
        [
            "id": JSON(id), "name": .string(name), "permissions": .string(rights.text),
            "position": .integer(position), "color": 0,
            "colors": ["primary_color": 0, "secondary_color": nil, "tertiary_color": nil], "hoist": false,
            "managed": false, "mentionable": false, "icon": nil, "unicode_emoji": nil, "flags": 0,
        ]
    }

    static func member(joined: JSON, roles: [Snowflake]) -> JSON {
        [
            "nick": nil, "avatar": nil, "banner": nil, "communication_disabled_until": nil, "flags": 0,
            "joined_at": joined, "pending": false, "premium_since": nil, "roles": .array(roles.map { JSON($0) }),
            "mute": false, "deaf": false,
        ]
    }

    static func channel(id: Snowflake, kind: ChannelKind, guild: Snowflake, name: String, position: Int) -> JSON {
        var channel: JSON = [
            "id": JSON(id), "type": .integer(kind.rawValue), "guild_id": JSON(guild), "name": .string(name),
            "position": .integer(position), "flags": 0, "parent_id": nil, "permission_overwrites": [], "nsfw": false,
        ]
        if kind != .category {
            channel["topic"] = .null
            channel["last_message_id"] = .null
            channel["rate_limit_per_user"] = 0
        }
        switch kind {
        case .voice, .stage:
            channel["bitrate"] = 64_000
            channel["user_limit"] = 0
            channel["rtc_region"] = .null
        case .forum, .media:
            channel["available_tags"] = []
            channel["default_reaction_emoji"] = .null
            channel["default_sort_order"] = .null
            channel["default_forum_layout"] = 0
        default: break
        }
        return channel
    }

    static func voiceState(user: Snowflake, guild: Snowflake, channel: Snowflake?, session: String) -> JSON {
        [
            "guild_id": JSON(guild), "channel_id": channel.map { JSON($0) } ?? .null, "user_id": JSON(user),
            "session_id": .string(session), "deaf": false, "mute": false, "self_deaf": false, "self_mute": false,
            "self_video": false, "self_stream": false, "suppress": false, "request_to_speak_timestamp": nil,
        ]
    }

    static func message(id: Snowflake, channel: Snowflake, author: JSON, at time: JSON) -> JSON {
        [
            "id": JSON(id), "channel_id": JSON(channel), "type": 0, "content": "", "author": author, "timestamp": time,
            "edited_timestamp": nil, "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [],
            "attachments": [], "embeds": [], "components": [], "pinned": false, "flags": 0,
        ]
    }
}
