"""A language model behind the OpenAI protocol that says what a test wants it to say."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Whoever asked has left meanwhile."""


class StubModel:
    """`answer` is called with the request's body and gives the pieces of the reply; a piece may be slow to come.

    It may also give a number instead: then the request fails with that status.
    """

    def __init__(self):
        self.answer = lambda request: ["Hello ", "from ", "the ", "stub."]
        self.requests = []
        self.left = threading.Event()
        """Set when somebody closed the connection in mid-reply."""
        stub = self

        class Conversation(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self.whole(200, {"object": "list", "data": [{"id": "stub", "object": "model", "context_length": 8192}]})

            def do_POST(self):
                request = json.loads(self.rfile.read(int(self.headers["content-length"])))
                stub.requests.append(request)
                pieces = stub.answer(request)
                if isinstance(pieces, int):
                    return self.whole(pieces, {"error": {"message": "as the test wants it"}})
                try:
                    self.stream(pieces)
                except (BrokenPipeError, ConnectionResetError):
                    stub.left.set()
                    self.close_connection = True

            def stream(self, pieces):
                self.send_response(200)
                self.send_header("content-type", "text/event-stream")
                self.send_header("transfer-encoding", "chunked")
                self.end_headers()
                count = 0
                for piece in pieces:
                    count += 1
                    self.event({"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
                self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
                usage = {"prompt_tokens": 100, "completion_tokens": count, "total_tokens": 100 + count}
                self.event({"choices": [], "usage": usage})
                self.chunk(b"data: [DONE]\n\n")
                self.chunk(b"")

            def event(self, fields):
                fields |= {"id": "stub", "object": "chat.completion.chunk", "created": 0, "model": "stub"}
                self.chunk(b"data: " + json.dumps(fields).encode() + b"\n\n")

            def chunk(self, data):
                self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

            def whole(self, status, body):
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *arguments):
                pass

        self.server = Server(("127.0.0.1", 0), Conversation)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def says(self, text):
        """From now on it answers with this text, in small pieces."""
        self.answer = lambda request: [text[start:start + 7] for start in range(0, len(text), 7)]

    def rambles(self, words=400, pause=0.05):
        """From now on it writes slowly, and for long."""
        self.left.clear()

        def pieces(request):
            for number in range(words):
                yield f"word{number} "
                time.sleep(pause)

        self.answer = pieces

    @property
    def last_question(self):
        """The text of the last message of the last request."""
        content = self.requests[-1]["messages"][-1]["content"]
        return content if isinstance(content, str) else next(part["text"] for part in content if part["type"] == "text")

    @property
    def last_system(self):
        return next((each["content"] for each in self.requests[-1]["messages"] if each["role"] == "system"), "")
