"""A stand-in for Discord and for a model, on one port of this machine, to measure its clients by.

It is no simulator: it checks nothing, and does as little as it can while somebody is being measured. A flood is made
and compressed before the first byte of it is sent. Heartbeats are an hour apart.

    stand_in.py GUILDS [MEMBERS]    prints its port

    GET /_bench/flood?n=&mix=       sends the events of `World.flood` to every client
    GET /_bench/steady?rate=        sends so many events a second, until the client leaves; messages say when
    GET /_bench/ask?n=&at_once=&pause=    mentions the bot so often, so many without an answer at a time
    GET /_bench/answers             how long the answers took
"""

import asyncio
import base64
import gc
import hashlib
import json
import struct
import sys
import time
import zlib
from urllib.parse import parse_qsl, urlsplit

import zstandard

from world import BOT, BOT_USER, World, dumps, user

ANSWER = "The ferry leaves at nine. Bring a lamp, and do not stand on the bridge. Is there anything else?"
UNLIMITED = (
    b"X-RateLimit-Bucket: all\r\nX-RateLimit-Limit: 1000000\r\nX-RateLimit-Remaining: 999999\r\n"
    b"X-RateLimit-Reset-After: 1.000\r\n"
)


def http(body, status=b"200 OK", kind=b"application/json"):
    return b"HTTP/1.1 %s\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n%s" % (
        status, kind, UNLIMITED, len(body), body)


def chunk(delta, finish=None):
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    fields = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "stub", "choices": [choice]}
    return b"data: " + dumps(fields) + b"\n\n"


def speech():
    words = ANSWER.split(" ")
    parts = [chunk({"content": word if place == 0 else " " + word}) for place, word in enumerate(words)]
    return http(b"".join(parts) + chunk({}, "stop") + b"data: [DONE]\n\n", kind=b"text/event-stream")


def frame(payload, opcode):
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", 0x80 | opcode, size) + payload
    if size < 1 << 16:
        return struct.pack("!BBH", 0x80 | opcode, 126, size) + payload
    return struct.pack("!BBQ", 0x80 | opcode, 127, size) + payload


class Wire:
    """What one connection is sent: text, or one compressed stream."""

    def __init__(self, compression):
        self.sequence = 0
        if compression == "zlib-stream":
            stream = zlib.compressobj(6)
            self.frame = lambda text: frame(stream.compress(text) + stream.flush(zlib.Z_SYNC_FLUSH), 2)
        elif compression == "zstd-stream":
            stream = zstandard.ZstdCompressor(level=3).compressobj()
            self.frame = lambda text: frame(stream.compress(text) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK), 2)
        else:
            self.frame = lambda text: frame(text, 1)

    def event(self, name, content):
        self.sequence += 1
        return self.frame(b'{"t":"%s","s":%d,"op":0,"d":%s}' % (name.encode(), self.sequence, content))


class Questions:
    """Mentions the bot, and takes the time until its answers come in."""

    def __init__(self, count, at_once, pause):
        self.count, self.at_once, self.pause = count, at_once, pause
        self.asked = 0
        self.open = {}
        self.took = []
        self.begun = time.perf_counter()

    def start(self):
        for _ in range(self.at_once):
            self.ask()

    def ask(self):
        if self.asked == self.count:
            return
        number = 10_000_000 + Questions.last
        Questions.last += 1
        place = self.asked % min(64, state.world.guilds)
        self.asked += 1
        text = f"<@{BOT}> when does the ferry leave on day {number}?"
        message = state.world.message(
            number, text, [BOT_USER], guild=place, member=number // 64 % state.world.members)
        for client in state.clients:
            event = client.wire.event("MESSAGE_CREATE", dumps(message))
            self.open[message["id"]] = time.perf_counter()
            client.transport.write(event)

    last = 0

    def answered(self, question):
        begun = self.open.pop(question, None)
        if begun is None:
            return
        self.took.append(time.perf_counter() - begun)
        if self.pause:
            asyncio.get_running_loop().call_later(self.pause, self.ask)
        else:
            self.ask()

    def result(self):
        took = sorted(self.took)
        if len(took) < self.count:
            return {"done": False, "answers": len(took)}
        at = lambda part: took[min(len(took) - 1, int(len(took) * part))] * 1e3
        return {"done": True, "answers": len(took), "p50_ms": at(0.5), "p99_ms": at(0.99), "max_ms": took[-1] * 1e3}


class State:
    world: World
    port = 0
    guilds: list
    clients: set
    questions = None
    speech = speech()
    posted = 0


state = State()


class Connection(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.rest = b""
        self.wire = None
        self.roomy = asyncio.Event()
        self.roomy.set()
        transport.set_write_buffer_limits(high=4 << 20)

    def connection_lost(self, _):
        state.clients.discard(self)

    def pause_writing(self):
        self.roomy.clear()

    def resume_writing(self):
        self.roomy.set()

    def data_received(self, data):
        self.rest += data
        while self.take_frame() if self.wire else self.take_request():
            pass

    # HTTP

    def take_request(self):
        end = self.rest.find(b"\r\n\r\n")
        if end < 0:
            return False
        first, *lines = self.rest[:end].decode("latin1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        until = end + 4 + int(headers.get("content-length", 0))
        if len(self.rest) < until:
            return False
        body, self.rest = self.rest[end + 4:until], self.rest[until:]
        method, target, _ = first.split(" ")
        address = urlsplit(target)
        query = dict(parse_qsl(address.query))
        if headers.get("upgrade", "").lower() == "websocket":
            self.upgrade(headers["sec-websocket-key"], query)
        else:
            self.transport.write(self.answer(method, address.path, query, body))
        return True

    def answer(self, method, path, query, body):
        if path.endswith("/chat/completions"):
            return state.speech
        if path.startswith("/_bench/"):
            return http(dumps(self.order(path.removeprefix("/_bench/"), query)))
        if path.endswith("/messages") and method == "POST":
            return http(self.posted(json.loads(body)))
        if method == "DELETE" or path.endswith("/typing"):
            return http(b"", status=b"204 No Content")
        gateway = {"url": f"ws://127.0.0.1:{state.port}"}
        if path.endswith("/gateway/bot"):
            limit = {"total": 1_000, "remaining": 999, "reset_after": 1_000, "max_concurrency": 1}
            return http(dumps(gateway | {"shards": 1, "session_start_limit": limit}))
        if path.endswith("/gateway"):
            return http(dumps(gateway))
        if path.endswith("/users/@me"):
            return http(dumps(BOT_USER))
        if path.endswith("/applications/@me"):
            application = {
                "id": BOT, "name": "wren", "icon": None, "description": "", "bot_public": True, "bot": BOT_USER,
                "bot_require_code_grant": False, "verify_key": "00", "flags": 1 << 18, "team": None, "owner": user(1), "summary": "",
            }
            return http(dumps(application))
        if path.endswith("/models"):
            return http(dumps({"object": "list", "data": [{"id": "stub", "object": "model"}]}))
        return http(b"[]" if path.endswith("/commands") else b"{}")

    def posted(self, request):
        asked = request.get("message_reference", {}).get("message_id")
        if state.questions and asked:
            state.questions.answered(str(asked))
        state.posted += 1
        message = state.world.message(20_000_000 + state.posted, request.get("content", ""), guild=0, member=0)
        return dumps(message | {"author": BOT_USER})

    def order(self, what, query):
        loop = asyncio.get_running_loop()
        if what == "flood":
            for client in list(state.clients):
                client.job = loop.create_task(client.flood(int(query["n"]), query.get("mix", "mixed")))
        elif what == "steady":
            for client in list(state.clients):
                client.job = loop.create_task(client.steady(int(query["rate"])))
        elif what == "ask":
            state.questions = Questions(
                int(query["n"]), int(query.get("at_once", 1)), float(query.get("pause", 0)))
            loop.call_soon(state.questions.start)
        elif what == "answers":
            return state.questions.result() if state.questions else {"done": False}
        return {"clients": len(state.clients)}

    # WebSocket

    def upgrade(self, key, query):
        accept = base64.b64encode(hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest())
        self.transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
        self.wire = Wire(query.get("compress"))
        hello = {"t": None, "s": None, "op": 10, "d": {"heartbeat_interval": 3_600_000}}
        self.transport.write(self.wire.frame(dumps(hello)))

    def take_frame(self):
        data = self.rest
        if len(data) < 2:
            return False
        size, start = data[1] & 127, 2
        if size == 126:
            size, start = int.from_bytes(data[2:4], "big"), 4
        start += 4
        if len(data) < start + size:
            return False
        mask, payload = data[start - 4:start], data[start:start + size]
        self.rest = data[start + size:]
        if data[0] & 15 == 8:
            self.transport.close()
        elif data[0] & 15 in (1, 2):
            self.told(json.loads(bytes(byte ^ mask[place & 3] for place, byte in enumerate(payload))))
        return True

    def told(self, message):
        if message["op"] == 1:
            self.transport.write(self.wire.frame(b'{"t":null,"s":null,"op":11,"d":null}'))
        elif message["op"] == 2:
            state.clients.add(self)
            self.job = asyncio.get_running_loop().create_task(self.greet())

    async def greet(self):
        world = state.world
        ready = {
            "v": 10, "user": BOT_USER, "session_id": "0123456789abcdef", "session_type": "normal", "shard": [0, 1],
            "resume_gateway_url": f"ws://127.0.0.1:{state.port}", "application": {"id": BOT, "flags": 1 << 18},
            "guilds": [{"id": world.guild_id(guild), "unavailable": True} for guild in range(world.guilds)],
            "private_channels": [], "presences": [], "relationships": [], "user_settings": {}, "auth": {},
            "game_relationships": [], "geo_ordered_rtc_regions": [],
        }
        self.transport.write(self.wire.event("READY", dumps(ready)))
        for guild in state.guilds:
            self.transport.write(self.wire.event("GUILD_CREATE", guild))
            await self.roomy.wait()

    async def flood(self, count, mix):
        blocks, block = [], bytearray()
        for name, content in state.world.flood(count, mix):
            block += self.wire.event(name, dumps(content))
            if len(block) > 256 << 10:
                blocks.append(bytes(block))
                block.clear()
        blocks.append(bytes(block))
        await asyncio.sleep(0.5)  # so that nothing of the above is still being done
        for block in blocks:
            self.transport.write(block)
            await self.roomy.wait()

    async def steady(self, rate):
        """In steps of five milliseconds; a step that comes late is made up for."""
        names = [(name, dumps(content)) for name, content in (state.world.event(n, "mixed") for n in range(20_000))]
        begun, sent = time.monotonic(), 0
        while not self.transport.is_closing():
            due = int((time.monotonic() - begun) * rate)
            while sent < due:
                name, content = names[sent % len(names)]
                sent += 1
                if name == "MESSAGE_CREATE":
                    stamp = f"sent at {time.monotonic_ns()}"
                    content = dumps(state.world.message(30_000_000 + sent, stamp))
                self.transport.write(self.wire.event(name, content))
            await asyncio.sleep(0.005)


async def main():
    guilds, members = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 50
    state.world = World(guilds, members)
    state.guilds = [dumps(state.world.guild(guild)) for guild in range(guilds)]
    state.clients = set()
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0, backlog=1024)
    state.port = server.sockets[0].getsockname()[1]
    gc.disable()  # it would stop for it in the middle of somebody's time
    print(state.port, flush=True)
    await server.serve_forever()


asyncio.run(main())
