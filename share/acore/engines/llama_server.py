"""A llama.cpp server on loopback, out of the xllamacpp wheel.

    python3 -I -B llama_server.py --runtime FOLDER -m MODEL.gguf [-c TOKENS] [-t THREADS] [-np SLOTS]

FOLDER holds the unzipped wheel. The key that requests have to show comes in the environment variable
LLAMA_API_KEY. The system picks the port; `READY http://127.0.0.1:PORT` is printed when requests are answered.
Runs until it is ended (see leash.sh).
"""

import argparse
import os
import signal
import sys


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runtime", required=True, help="folder of the unzipped wheel")
    parser.add_argument("-m", dest="model", required=True, help="GGUF file")
    parser.add_argument("-c", dest="context", type=int, default=4096, help="tokens of context, shared by the slots")
    parser.add_argument("-t", dest="threads", type=int, default=1)
    parser.add_argument("-np", dest="slots", type=int, default=1, help="replies written at once")
    return parser.parse_args()


def parameters(wanted, xllamacpp):
    params = xllamacpp.CommonParams()
    params.model.path = wanted.model
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [os.environ.pop("LLAMA_API_KEY")]
    params.n_ctx = wanted.context
    params.n_parallel = wanted.slots
    params.cpuparams.n_threads = wanted.threads
    params.cpuparams_batch.n_threads = wanted.threads
    params.cache_ram_mib = 64
    params.use_jinja = True
    params.ui = False
    params.endpoint_slots = False
    params.verbosity = 1  # errors only
    return params


def main():
    wanted = arguments()
    if not os.environ.get("LLAMA_API_KEY"):
        sys.exit("LLAMA_API_KEY is not set")
    sys.path.insert(0, wanted.runtime)
    import xllamacpp

    server = xllamacpp.Server(parameters(wanted, xllamacpp))
    print("READY", server.listening_address, flush=True)
    while True:
        signal.pause()


if __name__ == "__main__":
    main()
