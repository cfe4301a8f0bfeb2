#!/usr/bin/env bash
# Starts a built Acore with an empty data folder as a person would, and holds it to its word: it answers at /health, the
# embedded model talks, and nothing is left running after it was stopped, nor after it was killed.
#   smoke.sh PROGRAM COMMAND…    PROGRAM is the executable, COMMAND… starts it (run.sh, or PROGRAM run)
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
program=$1
shift
folder=$(mktemp -d)
export ACORE_DATA=$folder/data
pid=
trap '[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true; rm -rf "$folder"' EXIT

milliseconds() { echo $(($(date +%s%N) / 1000000)); }
blame() {
    tail -30 "$folder/log" >&2
    fail "$*"
}

start() { # COMMAND…
    local begun
    begun=$(milliseconds)
    "$@" --port 0 >"$folder/log" 2>&1 </dev/null &
    pid=$!
    until url=$(grep -s -m1 -oE 'http://[0-9A-Za-z.]+:[1-9][0-9]*' "$folder/log") &&
        health=$(curl -sS -m 5 "$url/health" 2>/dev/null); do
        kill -0 "$pid" 2>/dev/null || blame "the program ended by itself."
        (($(milliseconds) - begun < 60000)) || blame "no answer at /health within a minute."
        sleep 0.05
    done
    say "  $url/health answers after $(($(milliseconds) - begun)) ms: $health"
}

has_model() { [ -d "$ACORE_HOME/python/xllamacpp" ] && compgen -G "$ACORE_HOME/models/*.gguf" >/dev/null; }

# The embedded model loads in the background; its child should be there before we look whether it goes.
wait_until_loaded() {
    local begun=$SECONDS
    has_model || return 0
    while [[ $(curl -sS -m 5 "$url/health") == *loading* ]]; do
        ((SECONDS - begun < 180)) || blame "still loading after three minutes."
        sleep 0.3
    done
    say "  the embedded model is ready after $(duration $((SECONDS - begun)))"
}

descendants() { # PID
    local child
    cat /proc/"$1"/task/*/children 2>/dev/null | tr ' ' '\n' | while read -r child; do
        echo "$child"
        descendants "$child"
    done
}

stop() { # SIGNAL
    local children child begun=$SECONDS
    mapfile -t children < <(descendants "$pid")
    kill -"$1" "$pid"
    wait "$pid" 2>/dev/null || true
    for child in "$pid" "${children[@]}"; do
        while lives "$child"; do
            ((SECONDS - begun < 20)) || blame "process $child is still there after the program had $1."
            sleep 0.1
        done
    done
    pid=
    say "  $1 ended it and its ${#children[@]} children in $(duration $((SECONDS - begun)))"
}

# Holds an answer to being one: it has words in it.
said() { # WHERE ANSWER
    [[ $2 =~ [[:alpha:]]{2} ]] || blame "the embedded model said nothing $1."
    say "  the embedded model, $1: $(head -c 200 <<<"$2" | tr '\n' ' ')"
}

talk_over_http() {
    local key
    key=$("$program" key add smoke 2>"$folder/key.log") || blame "acore key add failed: $(cat "$folder/key.log")"
    said "over HTTP" "$(curl -sS -m 300 "$url/v1/chat/completions" -H "Authorization: Bearer $key" \
        -H 'Content-Type: application/json' \
        -d '{"model": "assistant", "messages": [{"role": "user", "content": "Say hello in one short sentence."}]}' |
        sed -nE 's/.*"content" ?: ?"(([^"\\]|\\.)*)".*/\1/p')"
}

talk_in_a_pipe() {
    said "in a pipe" "$(echo "Say hello in one short sentence." | timeout 300 "$program" chat 2>"$folder/log" || true)"
}

start "$@"
wait_until_loaded
! has_model || talk_over_http
stop TERM
start "$@"
wait_until_loaded
stop KILL
if has_model; then
    talk_in_a_pipe
else
    [ "${CI:-}" != true ] || fail "the embedded model's parts are not in $ACORE_HOME; in CI they may not be missing."
    warn "SKIPPED: no talk with the embedded model, its parts are not in $ACORE_HOME."
fi
