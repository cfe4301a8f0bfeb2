"""discord.py as a client of the stand-in: takes in servers, then a flood of events, and says what both cost.

Reads and prints what `acore bench gateway` does.
"""

import json
import os
import resource
import sys
import threading
import time
import urllib.request

MODE = os.environ.get("MODE", "zlib")
if MODE != "zstd":
    sys.modules["zstandard"] = None  # discord.py takes it where it finds it

import discord  # noqa: E402
import discord.gateway  # noqa: E402
import discord.http  # noqa: E402
import yarl  # noqa: E402

PORT = int(os.environ["PORT"])
GUILDS = int(os.environ["GUILDS"])
EVENTS = int(os.environ["N"])
discord.http.Route.BASE = f"http://127.0.0.1:{PORT}/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{PORT}/")

client = discord.Client(intents=discord.Intents.all(), max_messages=1000)
line = {"lib": f"discord.py {discord.__version__}", "mode": MODE, "n": EVENTS, "guilds": GUILDS}
seen = {"guilds": 0, "messages": 0}
begun = {}


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def start_flood():
    mix = os.environ.get("MIX", "mixed")
    urllib.request.urlopen(f"http://127.0.0.1:{PORT}/_bench/flood?n={EVENTS}&mix={mix}").read()


@client.event
async def on_socket_event_type(name):
    if name == "READY":
        begun["ready"] = time.monotonic(), time.process_time()
        line["ready_at"], line["start_cpu_s"] = begun["ready"]
    elif name == "GUILD_CREATE" and seen["guilds"] < GUILDS:
        seen["guilds"] += 1
        if seen["guilds"] == GUILDS:
            line["guild_ingest_s"] = time.monotonic() - begun["ready"][0]
            line["guild_ingest_cpu_s"] = time.process_time() - begun["ready"][1]


@client.event
async def on_ready():
    line["rss_cached_mb"] = resident()
    threading.Thread(target=start_flood, daemon=True).start()


@client.event
async def on_message(message):
    if message.content == "BENCH_START":
        begun["flood"] = time.monotonic(), time.process_time()
    elif message.content == "BENCH_END":
        line["events_per_s"] = EVENTS / (time.monotonic() - begun["flood"][0])
        line["cpu_s_per_100k"] = (time.process_time() - begun["flood"][1]) / EVENTS * 1e5
        line["on_message"] = seen["messages"]
        line["rss_after_mb"] = resident()
        print(json.dumps(line), flush=True)
        os._exit(0)
    else:
        seen["messages"] += 1


client.run("OTAwMDAwMDAwMDAwMDAwMDAx.abcdef." + "y" * 27, log_handler=None)
