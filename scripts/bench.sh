#!/usr/bin/env bash
# Measures the release build and prints a table and JSON.
#   bench.sh [ARGUMENT…]    the arguments go to acore-bench
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

is_set_up run || "$root/scripts/setup.sh" --for run
"$root/scripts/build.sh" acore
"$root/scripts/build.sh" acore-bench
export ACORE_SHARE=$root/share/acore
export ACORE_TEST_PYTHON=$ACORE_HOME/venv-test/bin/python # has discord.py
# Beside our search for vectors: chromadb and faiss, in a folder of their own.
if [ ! -e "$ACORE_HOME/venv-bench/done" ]; then
    say "getting what the search is measured against: chromadb and faiss"
    python3 -m venv --clear "$ACORE_HOME/venv-bench"
    "$ACORE_HOME/venv-bench/bin/pip" install --quiet --require-hashes --only-binary :all: \
        --requirement "$root/scripts/bench-requirements.txt"
    touch "$ACORE_HOME/venv-bench/done"
fi
export ACORE_BENCH_PYTHON=$ACORE_HOME/venv-bench/bin/python
cd "$root"
exec .build/release/acore-bench "$@"
