#!/usr/bin/env bash
# Starts Acore from the sources: sets up and builds what has changed since the last time, which is usually nothing.
#   run.sh [ARGUMENT…]    the arguments go to `acore run`
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
program=$root/.build/release/acore

# Whether there is a program of an earlier build to start, when a new one cannot be made.
earlier() {
    [ -x "$program" ] && warn "starting the program as it was built before."
}

if ! is_set_up run && ! "$root/scripts/setup.sh" --for run; then
    earlier || exit 1
elif ! is_built acore; then
    code=0
    "$root/scripts/build.sh" acore || code=$?
    [ $code = 0 ] || { [ $code = 69 ] && earlier; } || exit 1
fi
export ACORE_SHARE=${ACORE_SHARE:-$root/share/acore}
exec "$program" run "$@"
