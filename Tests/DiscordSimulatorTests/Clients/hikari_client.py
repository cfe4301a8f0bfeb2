"""Stock hikari on the simulator."""

import asyncio

import hikari

from report import COLOURS, REST, TOKEN, tell

bot = hikari.GatewayBot(
    TOKEN, rest_url=REST, intents=hikari.Intents.ALL, banner=None, logs="WARNING", suppress_optimization_warning=True)
ready = asyncio.Event()


def commands():
    option = lambda kind, name, **more: hikari.CommandOption(
        type=getattr(hikari.OptionType, kind), name=name, description=name, is_required=more.pop("required", True), **more)
    options = {
        "panel": [], "form": [], "slow": [option("STRING", "text", autocomplete=True)],
        "turn": [option("ATTACHMENT", "file")],
        "whois": [option("USER", "who"), option("INTEGER", "times", required=False, min_value=1, max_value=3)],
    }
    for name, wanted in options.items():
        builder = bot.rest.slash_command_builder(name, f"The command {name}")
        for one in wanted:
            builder.add_option(one)
        yield builder


@bot.listen()
async def on_started(event: hikari.StartedEvent):
    me = bot.get_me()
    synced = await bot.rest.set_application_commands(me.id, list(commands()))
    tell("synced", names=sorted(command.name for command in synced))
    await ready.wait()
    guild = next(iter(bot.cache.get_guilds_view().values()))
    tell("ready", user=me.id, guild=guild.name, members=len(guild.get_members()),
         channels=sorted(channel.name for channel in guild.get_channels().values()))


@bot.listen()
async def on_guild(event: hikari.GuildAvailableEvent):
    ready.set()


@bot.listen()
async def on_resumed(event: hikari.ShardResumedEvent):
    tell("resumed")


@bot.listen()
async def on_message(event: hikari.MessageCreateEvent):
    message = event.message
    if message.author.id == bot.get_me().id:
        return
    tell("message", content=message.content or "", author=message.author.username, attachments=len(message.attachments))
    match (message.content or "").split(" ")[0]:
        case "!answer":
            await message.add_reaction("👍")
            answer = await message.respond(
                "first", reply=True, embed=hikari.Embed(title="Title", description="Text"))
            await answer.edit("second")
        case "!upload":
            sent = await bot.rest.create_message(
                message.channel_id, attachment=hikari.Bytes(b"\0\1\2" * 1000, "bytes.bin"))
            tell("uploaded", same=await sent.attachments[0].read() == b"\0\1\2" * 1000)
        case "!thread":
            thread = await bot.rest.create_message_thread(message.channel_id, message.id, "Aside")
            await thread.send("in the thread")
        case "!history":
            tell("history", contents=[
                old.content or "" async for old in bot.rest.fetch_messages(message.channel_id).limit(3)])
        case "!direct":
            await message.author.send("just you")
        case "!members":
            found = asyncio.get_running_loop().create_future()

            @bot.listen()
            async def on_chunk(event: hikari.MemberChunkEvent):
                if not found.done():
                    found.set_result(sorted(member.username for member in event.members.values()))

            await bot.request_guild_members(event.guild_id, query="B", limit=5)
            tell("members", names=await found)
        case "!bye":
            asyncio.get_running_loop().create_task(bot.close())


@bot.listen()
async def on_edit(event: hikari.MessageUpdateEvent):
    if event.author_id != bot.get_me().id:
        tell("edit", before=event.old_message.content, after=event.message.content)


@bot.listen()
async def on_delete(event: hikari.MessageDeleteEvent):
    tell("delete", content=event.old_message.content)


@bot.listen()
async def on_reaction(event: hikari.GuildReactionAddEvent):
    if event.user_id != bot.get_me().id:
        tell("reaction", emoji=str(event.emoji_name), user=event.member.username)


@bot.listen()
async def on_typing(event: hikari.GuildTypingEvent):
    tell("typing", user=event.member.username)


@bot.listen()
async def on_join(event: hikari.MemberCreateEvent):
    tell("join", user=event.member.username)


@bot.listen()
async def on_voice(event: hikari.VoiceStateUpdateEvent):
    channel = event.state.channel_id and bot.cache.get_guild_channel(event.state.channel_id)
    tell("voice", user=event.state.member.username, channel=channel.name if channel else None)


async def panel(interaction):
    row = bot.rest.build_message_action_row()
    row.add_interactive_button(hikari.ButtonStyle.PRIMARY, "press", label="Press")
    menu = bot.rest.build_message_action_row()
    select = menu.add_text_menu("pick")
    for word in COLOURS:
        select.add_option(word, word)
    embed = hikari.Embed(title="Panel", colour=0x336699).add_field("a", "b")
    await interaction.create_initial_response(
        hikari.ResponseType.MESSAGE_CREATE, "panel", embed=embed, components=[row, menu])
    tell("shown")


async def slow(interaction):
    await interaction.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_CREATE)
    await interaction.execute(f"slow: {interaction.options[0].value}")
    await interaction.execute("and more")


async def form(interaction):
    row = bot.rest.build_modal_action_row()
    row.add_text_input("wish", "What do you wish?")
    await interaction.create_modal_response("A wish", "form", component=row)
    tell("shown")


async def turn(interaction):
    attachment = interaction.resolved.attachments[hikari.Snowflake(interaction.options[0].value)]
    data = await attachment.read()
    await interaction.create_initial_response(
        hikari.ResponseType.MESSAGE_CREATE, f"{len(data)} bytes", attachment=hikari.Bytes(data[::-1], "turned.bin"))


async def whois(interaction):
    values = {option.name: option.value for option in interaction.options}
    member = interaction.resolved.members[hikari.Snowflake(values["who"])]
    await interaction.create_initial_response(
        hikari.ResponseType.MESSAGE_CREATE, f"{member.username} " * values.get("times", 1),
        flags=hikari.MessageFlag.EPHEMERAL)


@bot.listen()
async def on_interaction(event: hikari.InteractionCreateEvent):
    interaction = event.interaction
    if isinstance(interaction, hikari.CommandInteraction):
        await {"panel": panel, "slow": slow, "form": form, "turn": turn, "whois": whois}[
            interaction.command_name](interaction)
    elif isinstance(interaction, hikari.AutocompleteInteraction):
        typed = interaction.options[0].value
        choices = [word for word in COLOURS if word.startswith(typed)]
        await interaction.create_response([hikari.impl.AutocompleteChoiceBuilder(word, word) for word in choices])
    elif isinstance(interaction, hikari.ModalInteraction):
        await interaction.create_initial_response(
            hikari.ResponseType.MESSAGE_CREATE, f"wish: {interaction.components[0].components[0].value}")
    elif interaction.custom_id == "press":
        await interaction.create_initial_response(
            hikari.ResponseType.MESSAGE_UPDATE, f"pressed by {interaction.user.username}")
    else:
        await interaction.create_initial_response(
            hikari.ResponseType.MESSAGE_CREATE, f"picked {interaction.values[0]}",
            flags=hikari.MessageFlag.EPHEMERAL)


bot.run(check_for_updates=False)
