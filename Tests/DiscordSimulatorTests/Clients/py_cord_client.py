"""Stock py-cord on the simulator."""

import io

import discord

from listener import Listener
from report import COLOURS, REST, TOKEN, tell

discord.http.Route.API_BASE_URL = REST


class Panel(discord.ui.View):
    def __init__(self):
        super().__init__(timeout=None)

    @discord.ui.button(label="Press", custom_id="press", style=discord.ButtonStyle.primary)
    async def press(self, button, interaction):
        await interaction.response.edit_message(content=f"pressed by {interaction.user.name}")

    @discord.ui.select(custom_id="pick", options=[discord.SelectOption(label=word, value=word) for word in COLOURS])
    async def pick(self, select, interaction):
        await interaction.response.send_message(f"picked {select.values[0]}", ephemeral=True)


class Form(discord.ui.Modal):
    def __init__(self):
        super().__init__(discord.ui.InputText(label="What do you wish?", custom_id="wish"), title="A wish")

    async def callback(self, interaction):
        await interaction.response.send_message(f"wish: {self.children[0].value}")


class Bot(Listener, discord.Bot):
    async def on_ready(self):
        tell("synced", names=sorted(command.name for command in self.application_commands))
        await super().on_ready()


bot = Bot(intents=discord.Intents.all())


@bot.slash_command(description="Shows a panel")
async def panel(context):
    await context.respond(
        "panel", embed=discord.Embed(title="Panel", colour=0x336699).add_field(name="a", value="b"), view=Panel())
    tell("shown")


async def colours(context):
    return [word for word in COLOURS if word.startswith(context.value)]


@bot.slash_command(description="Answers later")
@discord.option("text", str, description="What to say", autocomplete=colours)
async def slow(context, text):
    await context.defer()
    await context.followup.send(f"slow: {text}")
    await context.followup.send("and more")


@bot.slash_command(description="Asks for a wish")
async def form(context):
    await context.send_modal(Form())
    tell("shown")


@bot.slash_command(description="Turns a file around")
@discord.option("file", discord.Attachment, description="The file")
async def turn(context, file):
    data = await file.read()
    await context.respond(f"{len(data)} bytes", file=discord.File(io.BytesIO(data[::-1]), "turned.bin"))


@bot.slash_command(description="Says who somebody is")
@discord.option("who", discord.Member, description="Somebody")
@discord.option("times", int, description="How often", min_value=1, max_value=3, default=1)
async def whois(context, who, times):
    await context.respond(f"{who.name} " * times, ephemeral=True)


bot.run(TOKEN)
