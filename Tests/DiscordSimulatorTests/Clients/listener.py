"""What both libraries named discord hear and do alike."""

import io

import discord

from report import tell


class Listener:
    async def on_ready(self):
        guild = self.guilds[0]
        tell("ready", user=self.user.id, guild=guild.name, members=len(guild.members),
             channels=sorted(channel.name for channel in guild.channels))

    async def on_resumed(self):
        tell("resumed")

    async def on_message(self, message):
        if message.author == self.user:
            return
        tell("message", content=message.content, author=message.author.name, attachments=len(message.attachments))
        match message.content.split(" ")[0]:
            case "!answer":
                await message.add_reaction("👍")
                answer = await message.reply("first", embed=discord.Embed(title="Title", description="Text"))
                await answer.edit(content="second")
            case "!upload":
                sent = await message.channel.send(file=discord.File(io.BytesIO(b"\0\1\2" * 1000), "bytes.bin"))
                tell("uploaded", same=await sent.attachments[0].read() == b"\0\1\2" * 1000)
            case "!thread":
                thread = await message.create_thread(name="Aside")
                await thread.send("in the thread")
            case "!history":
                tell("history", contents=[old.content async for old in message.channel.history(limit=3)])
            case "!direct":
                await message.author.send("just you")
            case "!members":
                tell("members", names=sorted([m.name for m in await message.guild.query_members("B", limit=5)]))
            case "!bye":
                await self.close()

    async def on_message_edit(self, before, after):
        if after.author != self.user:
            tell("edit", before=before.content, after=after.content)

    async def on_message_delete(self, message):
        tell("delete", content=message.content)

    async def on_reaction_add(self, reaction, user):
        if user != self.user:
            tell("reaction", emoji=str(reaction.emoji), user=user.name)

    async def on_typing(self, channel, user, when):
        tell("typing", user=user.name)

    async def on_member_join(self, member):
        tell("join", user=member.name)

    async def on_voice_state_update(self, member, before, after):
        tell("voice", user=member.name, channel=after.channel.name if after.channel else None)
