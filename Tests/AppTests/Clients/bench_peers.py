"""Runs what `make bench` runs, with few servers and few events, and measures nothing."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

from program import within_limits

PEERS = pathlib.Path(__file__).parents[3] / "scripts" / "peers"
ACORE = os.environ["ACORE_BINARY"]
GUILDS = 3
MESSAGES = 40


def script(name):
    return [sys.executable, str(PEERS / name)]


def tell(port, order):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_bench/{order}", timeout=60) as answer:
        return json.load(answer)


def until(what, seconds=60):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)


def gateway(command, environment):
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
    line = json.loads(run.stdout.strip().splitlines()[-1])
    assert line["on_message"] == MESSAGES, line
    for field in ("ready_at", "guild_ingest_cpu_s", "cpu_s_per_100k"):
        assert line[field] >= 0, line
    assert line["rss_cached_mb"] > 1, line


def reply(command, environment, port):
    until(lambda: tell(port, "clients")["clients"] == 0)
    bot = subprocess.Popen(command, env=environment)
    try:
        until(lambda: tell(port, "clients")["clients"] == 1)
        time.sleep(1)  # so that the servers are there as well
        tell(port, "ask?n=3")
        until(lambda: tell(port, "answers")["done"])
    finally:
        bot.kill()
        bot.wait()


def events(command, environment, port):
    until(lambda: tell(port, "clients")["clients"] == 0)
    bot = subprocess.Popen([*command, "--every", "1"], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        until(lambda: tell(port, "clients")["clients"] == 1)
        tell(port, "steady?rate=100")
        while not json.loads(bot.stdout.readline())["counts"]:
            pass
    finally:
        bot.kill()
        bot.wait()


def main():
    with tempfile.TemporaryDirectory() as home:
        server = subprocess.Popen([*script("stand_in.py"), str(GUILDS)], stdout=subprocess.PIPE, text=True)
        try:
            port = server.stdout.readline().strip()
            passed = {name: os.environ[name] for name in ("PATH", "ACORE_SHARE", "LLVM_PROFILE_FILE") if name in os.environ}
            for mode in ("zlib", "zstd", "plain"):
                given = passed | {
                    "PORT": port, "GUILDS": str(GUILDS), "N": str(MESSAGES), "MIX": "message", "MODE": mode, "HOME": home,
                    "ACORE_HOME": home,
                }
                gateway([ACORE, "bench", "gateway"], given)
            gateway(script("gateway.py"), given | {"MODE": "zlib"})
            reply([ACORE, "bench", "reply"], given, port)
            reply(script("reply.py"), given, port)
            events([ACORE, "bench", "events"], given, port)
        finally:
            server.kill()
            server.wait()


within_limits(main)
