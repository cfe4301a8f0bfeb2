"""What a client tells the test that started it: one JSON object a line."""

import json
import logging
import os
import threading

REST = os.environ["SIMULATOR_REST"]
GATEWAY = os.environ["SIMULATOR_GATEWAY"]
TOKEN = os.environ["SIMULATOR_TOKEN"]
COLOURS = ["red", "green", "blue"]
TIME_LIMIT = 18
"""Seconds until a client ends by itself, whatever becomes of the test: then it is told what was said last."""

watchdog = threading.Timer(TIME_LIMIT, os._exit, [3])
watchdog.daemon = True
watchdog.start()


def tell(event, **facts):
    print(json.dumps({"event": event, **facts}), flush=True)

logging.basicConfig(level=os.environ.get("SIMULATOR_LOG", "WARNING"))
