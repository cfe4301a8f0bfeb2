# What the scripts share; each starts with `. common.sh`. Needs bash, as found on every Debian and Ubuntu.
# shellcheck shell=bash

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
export ACORE_HOME=${ACORE_HOME:-${HOME:?set HOME or ACORE_HOME first}/.local/share/acore}
# shellcheck disable=SC2034  # used by the scripts that source this file
version=$(cat "$root/share/acore/VERSION")

say() { printf '%s\n' "$*" >&2; }
warn() { printf 'warning: %s\n' "$*" >&2; }
fail() { printf 'acore: %s\n' "$*" >&2; exit 1; }

# What stands at the head of the script.
usage() { sed -n '2,/^set /s/^# \{0,1\}//p' "$0"; }

# Bytes as whole megabytes, rounded up.
megabytes() { echo $((($1 + 999999) / 1000000)); }

# Seconds as a person says them.
duration() { if (($1 < 120)); then echo "$1 s"; else echo "$((($1 + 30) / 60)) min"; fi; }

# Whether a process runs; one that has ended and was not waited for does not.
lives() { grep -qs '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$1/status"; } # PID

# Whether everyone has agreed to everything beforehand.
agreed() { [ "${yes:-no}" = yes ] || [ "${CI:-}" = true ]; }

# follow LOG STATUS COMMAND…: runs the command, its output in LOG, and tells how far it is in the words of the function
# STATUS: in place on a terminal, elsewhere a line every ten seconds. Ends the command when it is itself ended.
follow() {
    local log=$1 status=$2 code=0 begun=$SECONDS told=$SECONDS job
    shift 2
    set -m # a process group of its own, so that its children can be ended with it
    "$@" </dev/null >"$log" 2>&1 &
    set +m
    job=$!
    trap 'end "$job"; exit 130' INT TERM HUP
    while [ -n "$(jobs -rp)" ]; do # and not `kill -0`, which may be forbidden where it runs with sudo
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
    trap - INT TERM HUP
    return "$code"
}

# Ends the process group JOB as Ctrl-C would, asks again after half a minute, in which apt finishes what it is at, and
# ends by force what the job left behind.
end() { # JOB
    local asked=$SECONDS
    kill -INT -- "-$1" 2>/dev/null || sudo -n kill -INT -- "-$1" 2>/dev/null || true
    say $'\r\033[K  stopping…' || true # the terminal may be gone
    while [ -n "$(jobs -rp)" ]; do
        ((SECONDS - asked < 30)) || kill -TERM -- "-$1" 2>/dev/null || true
        sleep 0.2
    done
    kill -KILL -- "-$1" 2>/dev/null || true
}

# What the last set-up for a purpose was made from: as long as this stays the same, nothing has to be set up again. Where
# something one can do without was missing, it is tried again after a day, or when a package was installed since.
setup_key() {
    local files=("$root/scripts/"{setup.sh,common.sh} "$root/share/acore/components.tsv")
    [ ! -f "$root/Package.swift" ] || files+=("$root/scripts/"test-requirements*.txt)
    cat "${files[@]}" | sha256sum
}
is_set_up() { # PURPOSE
    local stamp=$ACORE_HOME/installed/for-$1
    case $(cat "$stamp" 2>/dev/null) in
    "$(setup_key)") ;;
    "incomplete $(setup_key)") [ -n "$(find "$stamp" -mmin -1440)" ] && [ ! /var/lib/dpkg/status -nt "$stamp" ] ;;
    *) return 1 ;;
    esac
}

# compile_e5 COMPILER NAME SOURCE TARGET: the embedding engine, for every machine or (libe5-avx2) for most.
compile_e5() {
    local flags=(-O3 -fPIC -shared -w)
    [ "$2" != libe5-avx2 ] || [ "$(uname -m)" != x86_64 ] || flags+=(-march=x86-64-v3)
    "$1" "${flags[@]}" "$3" -lm -o "$4"
}

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
    elif grep -q 'No space left on device' "$log"; then
        warn "the disk of $root is full: make room, then start again; the build goes on where it stopped ($log)."
        return 1
    elif grep -qE 'signal 9|command failed: Killed|unable to execute command: Killed|terminated\(9\)' "$log"; then
        warn "the machine ran out of memory and ended the compiler: close something or add swap, then start again; the build goes on where it stopped ($log)."
        return 1
    else
        grep -E '^([^ ]+:[0-9]+:[0-9]+: |)error:' "$log" | sort -u | head -20 >&2 || tail -20 "$log" >&2
        warn "$product could not be built; all that the compiler said is in $log."
        return 1
    fi
}
