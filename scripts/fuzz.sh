#!/usr/bin/env bash
# Fuzzes the rooms that have no dependencies: each Fuzz/ROOM.swift is compiled together with Sources/ROOM, in seconds.
#   FUZZ_SECONDS=60 fuzz.sh [ROOM…]    what crashes is kept in .build/fuzz/ROOM
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
cd "$root"
seconds=${FUZZ_SECONDS:-60}
rooms=("$@")
[ $# -gt 0 ] || mapfile -t rooms < <(basename -s .swift Fuzz/*.swift)

for room in "${rooms[@]}"; do
    folder=.build/fuzz/$room
    mkdir -p "$folder/corpus"
    mapfile -t sources < <(find "Sources/$room" -name '*.swift')
    swiftc -O -swift-version 6 -parse-as-library -package-name acore -module-name "Fuzz$room" \
        -enable-upcoming-feature NonisolatedNonsendingByDefault \
        -sanitize=fuzzer,address "${sources[@]}" "Fuzz/$room.swift" -o "$folder/fuzz"
    say "== $room for $seconds s"
    timeout -s KILL $((seconds + 60)) "$folder/fuzz" -max_total_time="$seconds" -artifact_prefix="$folder/" -print_final_stats=1 \
        "$folder/corpus" </dev/null >"$folder/log" 2>&1 ||
        { tail -40 "$folder/log" >&2 && fail "$room: the input that did it is in $folder."; }
    grep -E 'number_of_executed_units|average_exec' "$folder/log" >&2
done
