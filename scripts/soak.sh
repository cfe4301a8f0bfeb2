#!/usr/bin/env bash
# The long tests, by hand: every test, with a thousand kills instead of two hundred, then ten minutes of fuzzing for each
# part that can be fuzzed (FUZZ_SECONDS).
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

ACORE_KILLS=${ACORE_KILLS:-1000} "$root/scripts/test.sh"
"$root/scripts/fuzz.sh" all "${FUZZ_SECONDS:-600}"
