"""Starts the program under test, as its operator would, on data of its own."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

TIME_LIMIT = 280
"""Seconds for a whole script."""


class Program:
    """`acore run` on a free port, thinking with a stub model."""

    def __init__(self, stub, **settings):
        self.binary = os.environ["ACORE_BINARY"]
        self.home = tempfile.mkdtemp(prefix="acore-journey-")
        self.data = os.path.join(self.home, "data")
        # Lies here under another name, so that no settings are found beside it.
        share = os.path.join(self.home, "root", "share", "acore")
        os.makedirs(os.path.dirname(share))
        os.symlink(os.environ["ACORE_SHARE"], share)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": self.home, "ACORE_HOME": self.home, "ACORE_DATA": self.data,
            "ACORE_SHARE": share, "LLM_PROVIDER": "openai", "OPENAI_MODEL": "stub",
            "OPENAI_URL": f"http://127.0.0.1:{stub.port}/v1", "LLM_REQUESTS_PER_MINUTE": "10000", **settings,
        }
        if coverage := os.environ.get("LLVM_PROFILE_FILE"):
            self.environment["LLVM_PROFILE_FILE"] = coverage
        self.process = None

    def __enter__(self):
        self.log = open(os.path.join(self.home, "log.txt"), "w")
        self.process = subprocess.Popen(
            [self.binary, "run", "--port", "0"], cwd=self.home, env=self.environment, stdout=subprocess.PIPE,
            stderr=self.log, text=True)
        greeting = ""
        for line in self.process.stdout:
            greeting += line
            if "Model" in line:
                break
        page = re.search(r"http://127\.0\.0\.1:(\d+)", greeting)
        password = re.search(r"with the password +(\S+)", greeting)
        assert page and password, f"acore greets otherwise than expected: {greeting!r}\n{self.logged()}"
        self.port = int(page[1])
        self.address = page[0]
        self.password = password[1]
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        return self

    def __exit__(self, kind, *others):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if kind is not None:
            print(self.logged(), file=sys.stderr)
        status = self.process.returncode
        shutil.rmtree(self.home, ignore_errors=True)
        assert kind is not None or status == 0, f"acore ended with status {status}"

    def logged(self):
        self.log.flush()
        with open(self.log.name) as log:
            return log.read()[-4000:]

    def key(self, name):
        """A new key for its API, made beside the running server."""
        run = subprocess.run(
            [self.binary, "key", "add", name], cwd=self.home, env=self.environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return run.stdout.split()[-1]


def within_limits(script):
    """Runs a script so that it ends in time and cleans up however it ends."""

    def leave(number, frame):
        sys.exit(f"out of time after {TIME_LIMIT} s" if number == signal.SIGALRM else "told to stop")

    # Whoever started us may have held them back, and a child inherits that.
    signal.pthread_sigmask(signal.SIG_SETMASK, set())
    signal.signal(signal.SIGALRM, leave)
    signal.signal(signal.SIGTERM, leave)
    signal.alarm(TIME_LIMIT)
    script()
