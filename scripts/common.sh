# What the scripts share; each starts with `. common.sh`. Needs bash, as found on every Debian and Ubuntu.
# shellcheck shell=bash

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
export ACORE_HOME=${ACORE_HOME:-${HOME:?set HOME or ACORE_HOME first}/.local/share/acore}
# shellcheck disable=SC2034  # used by the scripts that source this file
version=$(cat "$root/share/acore/VERSION")

say() { printf '%s\n' "$*" >&2; }
warn() { printf 'warning: %s\n' "$*" >&2; }
fail() { printf 'acore: %s\n' "$*" >&2; exit 1; }

# Bytes as whole megabytes, rounded up.
megabytes() { echo $((($1 + 999999) / 1000000)); }

# Seconds as a person says them.
duration() { if (($1 < 120)); then echo "$1 s"; else echo "$((($1 + 30) / 60)) min"; fi; }

# Whether everyone has agreed to everything beforehand.
agreed() { [ "${yes:-no}" = yes ] || [ "${CI:-}" = true ]; }

# follow LOG STATUS COMMAND…: runs the command, its output in LOG, and tells how far it is in the words of the function
# STATUS: in place on a terminal, elsewhere a line every ten seconds. Ends the command when it is itself ended.
follow() {
    local log=$1 status=$2 code=0 begun=$SECONDS told=$SECONDS job
    shift 2
    "$@" </dev/null >"$log" 2>&1 &
    job=$!
    trap 'kill "$job" 2>/dev/null; wait "$job"; exit 130' INT TERM
    while kill -0 "$job" 2>/dev/null; do
        if [ -t 2 ]; then
            printf '\r\033[K  %s' "$("$status" "$log" $((SECONDS - begun)))" >&2
        elif ((SECONDS - told >= 10)); then
            told=$SECONDS
            say "  $("$status" "$log" $((SECONDS - begun)))"
        fi
        sleep 0.3
    done
    [ ! -t 2 ] || printf '\r\033[K' >&2
    wait "$job" || code=$?
    trap - INT TERM
    return "$code"
}

# What the last set-up for a purpose was made from: as long as this stays the same, nothing has to be set up again.
setup_key() {
    local files=("$root/scripts/"{setup.sh,common.sh} "$root/share/acore/components.tsv")
    [ ! -f "$root/Package.swift" ] || files+=("$root/scripts/test-requirements.txt")
    cat "${files[@]}" | sha256sum
}
is_set_up() { [ "$(cat "$ACORE_HOME/installed/for-$1" 2>/dev/null)" = "$(setup_key)" ]; }

# --- building from the sources -------------------------------------------------------------------------------------

# What a release build is made from. Times and sizes, not contents: it is asked for at every start.
build_key() {
    local swift
    swift=$(readlink -f "$(command -v swift)" || echo none)
    (cd "$root" && { stat -c '%n %s %Y' "$swift" Package.swift 2>/dev/null || true; } &&
        find Sources -type f -printf '%p %s %T@\n' | LC_ALL=C sort) | sha256sum
}
is_built() { # PRODUCT
    [ -x "$root/.build/release/$1" ] && [ "$(cat "$root/.build/$1.stamp" 2>/dev/null)" = "$(build_key)" ]
}

build_status() { # LOG SECONDS
    local step
    step=$(tail -c 20000 "$1" | grep -oE '^\[[0-9]+/[0-9]+\]' | tail -1 | tr -d '[]') || true
    if [ -n "$step" ]; then
        echo "building $product: ${step%/*} of ${step#*/} steps, $(duration "$2")"
    else
        echo "getting the Swift packages: $(grep -cE '^(Fetched|Working copy)' "$1") done, $(duration "$2")"
    fi
}

# swift_build PRODUCT LOG ARGUMENT…: builds and tells how far it is; PRODUCT is only said. Returns 69 if a package could
# not be had, as when there is no network.
swift_build() {
    local product=$1 log=$2 begun=$SECONDS
    shift 2
    mkdir -p "$root/.build"
    if follow "$log" build_status swift build --package-path "$root" "$@"; then
        say "  built $product in $(duration $((SECONDS - begun)))"
    elif grep -qiE 'could not resolve host|failed to clone|unable to access|failed to fetch' "$log"; then
        warn "a Swift package could not be fetched; the build needs a network the first time ($log)."
        return 69
    else
        grep -E '^([^ ]+:[0-9]+:[0-9]+: |)error:' "$log" | sort -u | head -20 >&2 || tail -20 "$log" >&2
        warn "$product could not be built; all that the compiler said is in $log."
        return 1
    fi
}
