#!/usr/bin/env bash
# Starts Acore from the sources: sets up and builds what has changed since the last time, which is usually nothing.
#   run.sh [ARGUMENT…]    the arguments go to `acore run`
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
program=$root/.build/release/acore

# Returns 69 when what is needed to build cannot be had, and 128 or more when somebody ended it.
prepare() {
    local code=0
    { is_set_up run && command -v swift >/dev/null; } || "$root/scripts/setup.sh" --for run || code=$?
    ((code < 128)) || return "$code"
    [ $code = 0 ] || return 69
    "$root/scripts/build.sh" acore
}

code=0
{ is_set_up run && is_built acore; } || prepare || code=$?
if [ $code = 69 ] && [ -x "$program" ]; then
    warn "starting the program as it was built before."
elif [ $code != 0 ]; then
    exit "$code"
fi
# For `./acore chat` and the like; a folder that cannot be written to goes without.
[ -e "$root/acore" ] || ln -sf .build/release/acore "$root/acore" 2>/dev/null || true
export ACORE_SHARE=${ACORE_SHARE:-$root/share/acore}
exec "$program" run "$@"
