#!/usr/bin/env bash
# What takes too long for every change, by hand before a release: the storage tests with a thousand kills, two hundred
# streams and two thousand events a second for minutes with an eye on what grows, and long fuzzing. Ends with a summary; the logs stay in .build/soak.
#   ACORE_KILLS=1000    how often the writing process is killed
#   ACORE_SOAK_REQUESTS=1000000  how many requests meet Discord's limits, as we keep them in a test
#   SOAK_MINUTES=10     how long to stream, and how long to send events
#   FUZZ_SECONDS=600    how long to fuzz each part that can be fuzzed
#   FUZZ_RUNS=1000000   and how often, at least, each that reads what Discord sends
#   soak.sh [--help]
set -uo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
cd "$root" || exit
[ $# = 0 ] || { usage && exit; }

export ACORE_KILLS=${ACORE_KILLS:-1000} ACORE_SOAK_REQUESTS=${ACORE_SOAK_REQUESTS:-1000000}
logs=.build/soak
mkdir -p "$logs"
summary=()
status=0

part() { # NAME COMMAND…
    local name=$1 begun=$SECONDS verdict=passed
    shift
    say "== $name"
    "$@" 2>&1 | tee "$logs/$name.log" || { verdict=FAILED && status=1; }
    summary+=("$(printf '%-8s %-7s %6s  %s' "$name" "$verdict" "$(duration $((SECONDS - begun)))" "$logs/$name.log")")
}

# shellcheck disable=SC2317  # called by its name
streams() {
    scripts/build.sh acore && scripts/build.sh acore-bench &&
        ACORE_SHARE=$root/share/acore .build/release/acore-bench soak --minutes "${SOAK_MINUTES:-10}"
}

# shellcheck disable=SC2317  # called by its name
events() {
    is_set_up test || scripts/setup.sh --for test
    scripts/build.sh acore && scripts/build.sh acore-bench &&
        ACORE_SHARE=$root/share/acore ACORE_TEST_PYTHON=$ACORE_HOME/venv-test/bin/python \
            .build/release/acore-bench events --minutes "${SOAK_MINUTES:-10}"
}

part kills env FILTER=StorageTests scripts/test.sh
part limits env FILTER=RateLimiterSoakTests scripts/test.sh
part streams streams
part events events
part fuzzing scripts/fuzz.sh all "${FUZZ_SECONDS:-600}"
part million scripts/fuzz.sh discord 60 "${FUZZ_RUNS:-1000000}"

printf '\n%s, load %s, %s kills\n' "$(date -u '+%F %H:%M UTC')" "$(cut -d' ' -f1-3 /proc/loadavg)" "$ACORE_KILLS"
printf '%s\n' "${summary[@]}"
sed -n '/^Growth/,$p' "$logs/streams.log"
sed -n '/^all of/,$p' "$logs/events.log"
exit "$status"
