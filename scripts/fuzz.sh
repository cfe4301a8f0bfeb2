#!/bin/sh
# fuzz.sh [NAMES|all|discord] [SECONDS] [RUNS]: builds fuzzers of Fuzz/ and runs one after the other, each for so many
# SECONDS (60; with 0 they are only built), or for so many RUNS however long they take, up to an hour.
# NAMES are separated by commas; `discord` are those of what Discord, or somebody in its place, may send.
# What makes one crash is left in Fuzz/.build/findings/NAME; what it learns is kept in Fuzz/.build/corpus/NAME.
set -eu
names=${1:-all}
seconds=${2:-60}
runs=${3:-}
cd "$(dirname "$0")/../Fuzz"

case $names in
all) names=$(for folder in Sources/Fuzz*; do echo "${folder#Sources/Fuzz}"; done) ;;
discord) names="CustomIDs Inflaters RESTAnswers DiscordModel" ;;
*) names=$(echo "$names" | tr , ' ') ;;
esac

build() {
    # `--sanitize` leaves `main` to libFuzzer; the compiler heeds only the last flag, so that one names both.
    swift build -c release --sanitize=fuzzer -Xswiftc -sanitize=fuzzer,address --scratch-path .build \
        --product "Fuzz$1"
}

run() {
    findings=.build/findings/$1
    corpus=.build/corpus/$1
    mkdir -p "$findings" "$corpus"
    # Where it starts, if it has somewhere better than nothing.
    if [ -d "Corpus/$1" ]; then find "Corpus/$1" -type f -exec cp -n {} "$corpus" \;; fi
    if [ -n "$runs" ]; then limit=-runs=$runs longest=3600; else limit=-max_total_time=$seconds longest=$seconds; fi
    # The backtracer and a leftover child can hang a crashed run, so an outer limit ends it for sure.
    SWIFT_BACKTRACE=enable=no timeout -s KILL $((longest + 60)) \
        ".build/release/Fuzz$1" "$corpus" "$limit" \
        -artifact_prefix="$findings/" -timeout=10 -rss_limit_mb=1024 -max_len=4096 -print_final_stats=1 </dev/null
}

for name in $names; do build "$name"; done
[ "$seconds$runs" != 0 ] || exit 0
for name in $names; do
    echo "== $name" >&2
    run "$name"
done
