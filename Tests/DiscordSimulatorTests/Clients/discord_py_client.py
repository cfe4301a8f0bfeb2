"""Stock discord.py on the simulator."""

import io

import discord
import yarl
from discord import app_commands

from listener import Listener
from report import COLOURS, GATEWAY, REST, TOKEN, tell

discord.http.Route.BASE = REST
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(GATEWAY)


class Panel(discord.ui.View):
    def __init__(self):
        super().__init__(timeout=None)

    @discord.ui.button(label="Press", custom_id="press", style=discord.ButtonStyle.primary)
    async def press(self, interaction, button):
        await interaction.response.edit_message(content=f"pressed by {interaction.user.name}")

    @discord.ui.select(custom_id="pick", options=[discord.SelectOption(label=word, value=word) for word in COLOURS])
    async def pick(self, interaction, select):
        await interaction.response.send_message(f"picked {select.values[0]}", ephemeral=True)


class Form(discord.ui.Modal, title="A wish"):
    wish = discord.ui.TextInput(label="What do you wish?", custom_id="wish")

    async def on_submit(self, interaction):
        await interaction.response.send_message(f"wish: {self.wish.value}")


class Client(Listener, discord.Client):
    def __init__(self):
        super().__init__(intents=discord.Intents.all())
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self):
        tell("synced", names=sorted(command.name for command in await self.tree.sync()))


client = Client()


@client.tree.command(description="Shows a panel")
async def panel(interaction: discord.Interaction):
    await interaction.response.send_message(
        "panel", embed=discord.Embed(title="Panel", colour=0x336699).add_field(name="a", value="b"), view=Panel())
    tell("shown")


@client.tree.command(description="Answers later")
@app_commands.describe(text="What to say")
async def slow(interaction: discord.Interaction, text: str):
    await interaction.response.defer()
    await interaction.followup.send(f"slow: {text}")
    await interaction.followup.send("and more")


@slow.autocomplete("text")
async def colours(interaction: discord.Interaction, current: str):
    return [app_commands.Choice(name=word, value=word) for word in COLOURS if word.startswith(current)]


@client.tree.command(description="Asks for a wish")
async def form(interaction: discord.Interaction):
    await interaction.response.send_modal(Form())
    tell("shown")


@client.tree.command(description="Turns a file around")
@app_commands.describe(file="The file")
async def turn(interaction: discord.Interaction, file: discord.Attachment):
    data = await file.read()
    await interaction.response.send_message(
        f"{len(data)} bytes", file=discord.File(io.BytesIO(data[::-1]), "turned.bin"))


@client.tree.command(description="Says who somebody is")
@app_commands.describe(who="Somebody", times="How often")
async def whois(interaction: discord.Interaction, who: discord.Member, times: app_commands.Range[int, 1, 3] = 1):
    await interaction.response.send_message(f"{who.name} " * times, ephemeral=True)


client.run(TOKEN, log_level=30)
