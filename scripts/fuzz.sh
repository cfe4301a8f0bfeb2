#!/bin/sh
# fuzz.sh [NAMES|all|discord] [SECONDS] [RUNS]: builds fuzzers of Fuzz/ and runs one after the other: each for 60 s, or as
# long as is said, or until it has made so many RUNS, should that take longer. NAMES: one or more, with commas.
# What makes one crash is left in Fuzz/.build/findings/NAME; what it learns is kept in Fuzz/.build/corpus/NAME.
set -eu
names=${1:-all}
seconds=${2:-60}
runs=${3:-0}
cd "$(dirname "$0")/../Fuzz"

case $names in
all) names=$(for folder in Sources/Fuzz*; do echo "${folder#Sources/Fuzz}"; done) ;;
# Those of what Discord, or somebody in its place, may send.
discord) names="DiscordModel Inflaters RESTAnswers CustomIDs" ;;
*) names=$(echo "$names" | tr , ' ') ;;
esac

fuzz() { # NAME LIMITS…: until one of the limits is met.
    name=$1
    shift
    # The backtracer and a leftover child can hang a crashed run, so an outer limit ends it for sure.
    SWIFT_BACKTRACE=enable=no timeout -s KILL $((seconds + 60 + runs / 100)) \
        ".build/release/Fuzz$name" ".build/corpus/$name" \
        -artifact_prefix=".build/findings/$name/" -timeout=5 -rss_limit_mb=1024 -max_len=4096 \
        -print_final_stats=1 "$@" </dev/null
}

for name in $names; do
    mkdir -p ".build/findings/$name" ".build/corpus/$name"
    # Where it starts, if it has somewhere better than nothing.
    if [ -d "Corpus/$name" ]; then cp -n "Corpus/$name"/* ".build/corpus/$name"; fi
    # `--sanitize` leaves `main` to libFuzzer; the compiler heeds only the last flag, so that one names both.
    swift build -c release --sanitize=fuzzer -Xswiftc -sanitize=fuzzer,address --scratch-path .build \
        --product "Fuzz$name"
    begun=$(date +%s)
    fuzz "$name" -max_total_time="$seconds"
    if [ "$runs" -gt 0 ]; then
        echo "$name: $(($(date +%s) - begun)) s so far" >&2
        fuzz "$name" -runs="$runs"
    fi
done
