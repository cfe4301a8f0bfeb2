"""Servers full of people, and what happens in them: the same at every start, and of the sizes that Discord sends."""

import hashlib
import json
import random

CHANNELS = 20
ROLES = 10
BOT = "900000000000000001"
SPEECH = (
    "I would rather meet by the river at nine because the bridge is closed and nobody told the others about it "
    "so please bring a lamp and something warm to drink we will wait for the ferry as long as it takes thanks"
).split()
_BASE = (1_700_000_000_000 - 1_420_070_400_000) << 22


def snowflake(number):
    return str(_BASE + number)


def dumps(value):
    return json.dumps(value, separators=(",", ":")).encode()


def user(number):
    return {
        "id": snowflake(10_000_000 + number), "username": f"person.{number:05}", "global_name": f"Person {number}",
        "discriminator": "0", "avatar": hashlib.md5(b"%d" % number).hexdigest(), "bot": False, "public_flags": 0,
        "avatar_decoration_data": None, "collectibles": None, "primary_guild": None,
    }


BOT_USER = user(0) | {"id": BOT, "username": "wren", "global_name": None, "bot": True}


def membership(number, roles):
    return {
        "nick": f"Nick {number}" if number % 3 == 0 else None, "avatar": None, "banner": None, "roles": roles,
        "joined_at": "2023-04-05T06:07:08.901000+00:00", "premium_since": None, "deaf": False, "mute": False,
        "flags": 0, "pending": False, "communication_disabled_until": None,
    }


class World:
    def __init__(self, guilds, members):
        self.guilds = guilds
        self.members = members
        self.dice = random.Random(7)

    # Ids, by the number of the server and of what is in it.
    def guild_id(self, guild):
        return snowflake(1_000 + guild)

    def channel_id(self, guild, channel):
        return snowflake(100_000_000 + guild * 1_000 + channel)

    def role_id(self, guild, role):
        return self.guild_id(guild) if role == 0 else snowflake(200_000_000 + guild * 1_000 + role)

    def person(self, guild, member):
        return 1 + guild * self.members + member

    def guild(self, guild):
        return {
            "id": self.guild_id(guild), "name": f"Town number {guild}", "icon": None, "splash": None,
            "discovery_splash": None, "owner_id": user(self.person(guild, 0))["id"], "region": "deprecated",
            "afk_channel_id": None, "afk_timeout": 300, "verification_level": 1, "default_message_notifications": 0,
            "explicit_content_filter": 0, "emojis": [], "stickers": [], "features": ["COMMUNITY", "NEWS"],
            "mfa_level": 0, "application_id": None, "system_channel_id": self.channel_id(guild, 1),
            "system_channel_flags": 0, "rules_channel_id": None, "max_presences": None, "max_members": 500_000,
            "vanity_url_code": None, "description": None, "banner": None, "premium_tier": 0,
            "premium_subscription_count": 0, "preferred_locale": "en-US", "public_updates_channel_id": None,
            "nsfw": False, "nsfw_level": 0, "max_video_channel_users": 25, "max_stage_video_channel_users": 50,
            "premium_progress_bar_enabled": False, "safety_alerts_channel_id": None, "incidents_data": None,
            "hub_type": None, "joined_at": "2023-01-01T00:00:00.000000+00:00", "large": False, "unavailable": False,
            "member_count": self.members + 1, "voice_states": [], "threads": [], "stage_instances": [],
            "guild_scheduled_events": [], "soundboard_sounds": [], "lazy": True, "embedded_activities": [],
            "inventory_settings": None, "latest_onboarding_question_id": None,
            "roles": [self.role(guild, role) for role in range(ROLES)],
            "channels": [self.channel(guild, channel) for channel in range(CHANNELS)],
            "members": [self.member(guild, member) for member in range(self.members)]
            + [membership(0, [self.role_id(guild, 1)]) | {"user": BOT_USER}],
            "presences": [
                {
                    "user": {"id": user(self.person(guild, member))["id"]}, "status": "online", "activities": [],
                    "client_status": {"desktop": "online"}, "game": None,
                }
                for member in range(0, self.members, 3)
            ],
        }

    def role(self, guild, role):
        colors = {"primary_color": role * 4_096, "secondary_color": None, "tertiary_color": None}
        return {
            "id": self.role_id(guild, role), "name": f"role-{role}" if role else "@everyone", "color": role * 4_096,
            "colors": colors, "hoist": role % 2 == 1, "icon": None, "unicode_emoji": None, "position": role,
            "permissions": "137411140509249", "managed": False, "mentionable": True, "flags": 0,
        }

    def channel(self, guild, channel):
        kind = 4 if channel == 0 else 2 if channel % 7 == 6 else 0
        overwrites = [
            {"id": self.role_id(guild, 0), "type": 0, "allow": "0", "deny": "1024"},
            {"id": self.role_id(guild, 1), "type": 0, "allow": "1024", "deny": "0"},
        ]
        return {
            "id": self.channel_id(guild, channel), "type": kind, "name": f"street-{channel}", "position": channel,
            "parent_id": self.channel_id(guild, 0) if channel else None, "nsfw": False, "flags": 0,
            "topic": "what happens in this street" if channel % 3 else None, "rate_limit_per_user": 0,
            "bitrate": 64_000, "user_limit": 0, "last_message_id": snowflake(300_000_000 + channel),
            "rtc_region": None, "permission_overwrites": overwrites,
        }

    def member(self, guild, member):
        number = self.person(guild, member)
        return membership(number, [self.role_id(guild, 1 + member % (ROLES - 1))]) | {"user": user(number)}

    def somebody(self):
        return self.dice.randrange(self.guilds), self.dice.randrange(self.members)

    def message(self, number, content=None, mentions=(), guild=None, member=None):
        if guild is None:
            guild, member = self.somebody()
        who = self.person(guild, member)
        said = content or " ".join(self.dice.choices(SPEECH, k=self.dice.randint(3, 40)))
        return {
            "id": snowflake(400_000_000 + number), "type": 0, "content": said, "author": user(who),
            "channel_id": self.channel_id(guild, 1 + member % 5), "guild_id": self.guild_id(guild), "channel_type": 0,
            "member": membership(who, [self.role_id(guild, 1 + member % (ROLES - 1))]),
            "mentions": [who | {"member": membership(0, [])} for who in mentions], "mention_roles": [],
            "mention_everyone": False, "timestamp": "2024-05-06T07:08:09.123000+00:00", "edited_timestamp": None,
            "tts": False, "pinned": False, "flags": 0, "embeds": [], "attachments": [], "components": [],
            "sticker_items": [], "nonce": snowflake(500_000_000 + number),
        }

    def presence(self, number):
        guild, member = self.somebody()
        status = self.dice.choice(("online", "idle", "dnd", "offline"))
        game = {
            "type": 0, "name": self.dice.choice(SPEECH).title(), "id": f"{number:x}", "created_at": 1_700_000_000_000,
            "timestamps": {"start": 1_700_000_000_000}, "state": "In a game", "details": "Level 12",
            "application_id": snowflake(7), "assets": {"large_image": snowflake(8), "large_text": "Map"},
        }
        return {
            "user": {"id": user(self.person(guild, member))["id"]}, "guild_id": self.guild_id(guild), "status": status,
            "client_status": {} if status == "offline" else {"desktop": status}, "broadcast": None,
            "processed_at_timestamp": 1_700_000_000_000 + number,
            "activities": [game] if self.dice.random() < 0.6 else [],
        }

    def typing(self):
        guild, member = self.somebody()
        return {
            "user_id": user(self.person(guild, member))["id"], "timestamp": 1_700_000_000,
            "guild_id": self.guild_id(guild), "channel_id": self.channel_id(guild, 1 + self.dice.randrange(5)),
            "member": self.member(guild, member),
        }

    def event(self, number, mix):
        """Of mixed ones, half are presences, three tenths messages, the rest typing."""
        chance = self.dice.random()
        kind = ("presence" if chance < 0.5 else "message" if chance < 0.8 else "typing") if mix == "mixed" else mix
        if kind == "presence":
            return "PRESENCE_UPDATE", self.presence(number)
        if kind == "typing":
            return "TYPING_START", self.typing()
        if kind == "guild":
            return "GUILD_CREATE", self.guild(number % self.guilds)
        return "MESSAGE_CREATE", self.message(number)

    def flood(self, count, mix):
        """Between two messages that say where it begins and ends."""
        yield "MESSAGE_CREATE", self.message(0, "BENCH_START")
        for number in range(1, count + 1):
            yield self.event(number, mix)
        yield "MESSAGE_CREATE", self.message(count + 1, "BENCH_END")
