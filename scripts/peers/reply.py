"""The shortest bot of discord.py and aiohttp that answers a mention by a streaming model, and keeps twenty lines a
channel. Who asks takes the time.
"""

import json
import os
import sys

sys.modules["zstandard"] = None  # the stream is zlib for both

import aiohttp  # noqa: E402
import discord  # noqa: E402
import discord.gateway  # noqa: E402
import discord.http  # noqa: E402
import yarl  # noqa: E402

PORT = int(os.environ["PORT"])
discord.http.Route.BASE = f"http://127.0.0.1:{PORT}/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{PORT}/")
MODEL = f"http://127.0.0.1:{PORT}/v1/chat/completions"

intents = discord.Intents.default()
intents.message_content = True


class Bot(discord.Client):
    async def setup_hook(self):
        self.talks = {}
        self.http_session = aiohttp.ClientSession()

    async def on_message(self, message):
        if message.author.bot or self.user not in message.mentions:
            return
        talk = self.talks.setdefault(message.channel.id, [])
        talk.append({"role": "user", "content": message.content})
        del talk[:-20]
        answer = await self.ask([{"role": "system", "content": "You help whoever asks you."}, *talk])
        talk.append({"role": "assistant", "content": answer})
        await message.reply(answer[:2000])

    async def ask(self, messages):
        parts = []
        request = {"model": "stub", "messages": messages, "stream": True}
        async with self.http_session.post(MODEL, json=request) as response:
            async for line in response.content:
                if line.startswith(b"data: {"):
                    parts.append(json.loads(line[6:])["choices"][0]["delta"].get("content", ""))
        return "".join(parts)


Bot(intents=intents).run("OTAwMDAwMDAwMDAwMDAwMDAx.abcdef." + "y" * 27, log_handler=None)
