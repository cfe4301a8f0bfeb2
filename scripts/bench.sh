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
cd "$root"
exec .build/release/acore-bench "$@"
