#!/usr/bin/env bash
# Sets up what the tests need, builds once, runs every test and prints the coverage. In CI (CI=true) it also makes the
# release build, starts it as `make run` does, and talks to it.
#   FILTER=StorageTests test.sh    only the tests whose id matches the regular expression, and no coverage
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
cd "$root"
export PATH=$ACORE_HOME/bin:$PATH
export ACORE_TEST_PYTHON=$ACORE_HOME/venv-test/bin/python
export ACORE_SHARE=$root/share/acore

times=()
stage() { # NAME COMMAND…
    local name=$1 begun=$SECONDS
    shift
    say "== $name"
    "$@"
    times+=("$name $(duration $((SECONDS - begun)))")
}
tell_times() { printf 'time: %s\n' "${times[@]}" >&2; }
trap tell_times EXIT

set_up() {
    is_set_up test || scripts/setup.sh --for test
    [ "${CI:-}" != true ] || is_set_up test || fail "In CI nothing may be missing; see the warnings above."
}
build() { swift_build "the tests" .build/tests.log --build-tests --enable-code-coverage; }
build_fuzzers() { scripts/fuzz.sh discord 0 >.build/fuzzers.log 2>&1 || fail "The fuzzers do not build: .build/fuzzers.log"; }

# Everybody's tests wait now and then: that time is theirs.
start_fuzzing() {
    nice -n 19 scripts/fuzz.sh discord 20 >.build/fuzzing.log 2>&1 &
    fuzzing=$!
}
end_fuzzing() {
    wait "$fuzzing" || { tail -n 40 .build/fuzzing.log >&2 && fail "A fuzzer found something: .build/fuzzing.log"; }
}

test_status() { # LOG SECONDS
    echo "$(grep -cE '^(✔|✘|➜) Test [^r]' "$1") tests done, $(duration "$2")"
}

# Everything at once would starve what must keep time, so the tests run in goes, one after the other.
program='^AppTests\.'
discord_pure='^(DiscordModel|Bot)Tests\.'
discord_wire='^DiscordTests\.'
simulator='^DiscordSimulatorTests\.'
run_tests() {
    if [ -n "${FILTER:-}" ]; then
        run_go all --filter "$FILTER"
        return
    fi
    rm -rf .build/coverage
    mkdir -p .build/coverage
    run_go rooms --skip "$program" --skip "$discord_pure" --skip "$discord_wire" --skip "$simulator"
    run_go program --filter "$program"
    run_go discord-pure --filter "$discord_pure"
    run_go discord-wire --filter "$discord_wire"
    run_go simulator --filter "$simulator"
}

# Shows what failed or was skipped and the closing line; the rest stays in the log.
run_go() { # NAME ARGUMENT…
    local code=0 log=.build/test-$1.log profile=.build/coverage/$1.profdata
    shift
    follow "$log" test_status timeout -k 30 1800 \
        swift test --skip-build --parallel --enable-code-coverage "$@" || code=$?
    tell_faults "$log"
    [ $code != 124 ] || warn "the tests were stopped after half an hour."
    [ $code = 0 ] || fail "Tests failed; all they said is in $log."
    grep -qE 'Test run with [1-9]' "$log" || fail "No test ran."
    [ "${CI:-}" != true ] || ! grep -q '^➜ Test' "$log" || fail "In CI no test may be skipped; see above."
    # The next go writes its own.
    [ ! -d .build/coverage ] || cp .build/debug/codecov/default.profdata "$profile"
}

# What a test said of its fault may have many lines: they go on until the next one that begins with a sign.
tell_faults() { # LOG
    awk -v own=" at $root/(Sources|Tests)/" '
        /^↳ (Testing Library|Target Platform)/ { next }
        /^(✘|➜|↳|✔ Test run)/ { print; told = /^↳/ ? 60 : 0; next }
        /^(✔|◇)/ { told = 0 }
        told > 0 || /error:|Fatal error/ || $0 ~ own { print; told-- }
    ' "$1"
}

stage "set-up" set_up
stage "scripts" scripts/try-scripts.sh
stage "debug build" build
[ -n "${FILTER:-}" ] || { stage "fuzzers" build_fuzzers && start_fuzzing; }
stage "tests" run_tests
[ -n "${FILTER:-}" ] || stage "fuzzing" end_fuzzing
[ -n "${FILTER:-}" ] || stage "coverage" scripts/coverage.sh
if [ "${CI:-}" = true ] && [ -z "${FILTER:-}" ]; then
    stage "release build" scripts/build.sh acore
    stage "the program as started by make run" scripts/smoke.sh .build/release/acore scripts/run.sh
fi
