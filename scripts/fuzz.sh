#!/bin/sh
# fuzz.sh [NAME|all] [SECONDS]: builds the fuzzers of Fuzz/ and runs one, or each in turn (60 s).
# What makes one crash is left in Fuzz/.build/findings/NAME; what it learns is kept in Fuzz/.build/corpus/NAME.
set -eu
name=${1:-all}
seconds=${2:-60}
cd "$(dirname "$0")/../Fuzz"

run() {
    target=Fuzz$1
    findings=.build/findings/$1
    corpus=.build/corpus/$1
    mkdir -p "$findings" "$corpus"
    # Where it starts, if it has somewhere better than nothing.
    if [ -d "Corpus/$1" ]; then cp -n "Corpus/$1"/* "$corpus"; fi
    # `--sanitize` leaves `main` to libFuzzer; the compiler heeds only the last flag, so that one names both.
    swift build -c release --sanitize=fuzzer -Xswiftc -sanitize=fuzzer,address --scratch-path .build --product "$target"
    # The backtracer and a leftover child can hang a crashed run, so an outer limit ends it for sure.
    SWIFT_BACKTRACE=enable=no timeout -s KILL $((seconds + 60)) \
        ".build/release/$target" "$corpus" \
        -max_total_time="$seconds" -artifact_prefix="$findings/" -timeout=5 -rss_limit_mb=1024 -max_len=4096 \
        -print_final_stats=1 </dev/null
}

if [ "$name" != all ]; then
    run "$name"
else
    for folder in Sources/Fuzz*; do run "${folder#Sources/Fuzz}"; done
fi
