#!/usr/bin/env bash
# Tries the scripts themselves, in a copy of their own with a `swift` and a program that only pretend: nothing is built,
# nothing is fetched.
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export ACORE_HOME=$folder/home PATH=$folder/bin:$PATH
unset CI ACORE_SHARE
house=$folder/house

# pretend FILE: an executable that does what standard input says.
pretend() {
    mkdir -p "$(dirname "$1")"
    { echo '#!/bin/bash' && cat; } >"$1"
    chmod +x "$1"
}

new_house() {
    rm -rf "$house" "$ACORE_HOME"
    mkdir -p "$house/Sources" "$ACORE_HOME/installed"
    cp -r "$root/scripts" "$root/share" "$house"
    touch "$house/Package.swift"
    pretend "$folder/bin/swift" <<<'echo "Swift version 6.2"'
    pretend "$house/.build/release/acore" <<<'echo "started: $*"'
}

# expect WHAT STATUS PATTERN COMMAND…: the command ends with STATUS and says something that the PATTERN matches.
expect() {
    local what=$1 status=$2 pattern=$3 said code=0
    shift 3
    said=$("$@" 2>&1) || code=$?
    [ "$code" = "$status" ] || fail "$what: ended with $code instead of $status: $said"
    grep -qE "$pattern" <<<"$said" || fail "$what: did not say '$pattern': $said"
    say "  ✔ $what"
}
refute() { ! "$@"; }
in_house() { (. "$house/scripts/common.sh" && "$@"); }

new_house
pretend "$house/scripts/setup.sh" <<<'exit 130'
expect "Ctrl-C in set-up does not start the program" 130 '^$' "$house/scripts/run.sh"
pretend "$house/scripts/setup.sh" <<<'exit 1'
expect "where set-up fails, what was built before starts" 0 '^started: run --port 0' "$house/scripts/run.sh" --port 0
expect "then the program can be called by its name" 0 '^started: chat' "$house/acore" chat

new_house
expect "--for wants a word" 1 'wants run, test or dist' "$house/scripts/setup.sh" --for
expect "set-up without a network ends well" 0 'tries again tomorrow' "$house/scripts/setup.sh" --for run --offline
expect "and is not tried again at once" 0 '' in_house is_set_up run
touch -d '25 hours ago' "$folder/home/installed/for-run"
expect "but on the next day" 0 '' refute in_house is_set_up run

new_house
for words in 'No space left on device,the disk of .* is full' \
    'compile command failed due to signal 9,ran out of memory' \
    'unable to access: Could not resolve host,needs a network'; do
    pretend "$folder/bin/swift" <<<"echo 'error: ${words%,*}'; exit 1"
    expect "a build that says: ${words%,*}" "$([[ $words == *network ]] && echo 69 || echo 1)" "${words#*,}" \
        "$house/scripts/build.sh"
done

pretend "$folder/bin/swift" <<<"sleep 1000 & echo \$! >$folder/child; wait"
env --default-signal=INT "$house/scripts/build.sh" 2>/dev/null &
build=$!
until [ -s "$folder/child" ]; do sleep 0.1; done
kill -TERM $build
wait $build || true
# A signal takes its time on a busy machine.
for _ in $(seq 100); do lives "$(cat "$folder/child")" || break && sleep 0.1; done
expect "who ends a build ends its compilers" 0 '' refute lives "$(cat "$folder/child")"
