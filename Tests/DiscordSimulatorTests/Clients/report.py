"""What a client tells the test that started it: one JSON object a line."""

import json
import os

REST = os.environ["SIMULATOR_REST"]
GATEWAY = os.environ["SIMULATOR_GATEWAY"]
TOKEN = os.environ["SIMULATOR_TOKEN"]
COLOURS = ["red", "green", "blue"]


def tell(event, **facts):
    print(json.dumps({"event": event, **facts}), flush=True)
