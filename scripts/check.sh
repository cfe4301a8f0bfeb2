#!/usr/bin/env bash
# What a change must pass before it is handed in: layout, walls, no warnings of our own, every test.
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
cd "$root"
faults=0

# none WHAT < findings: counts a fault if there are any.
none() {
    local found
    found=$(cat)
    [ -n "$found" ] || return 0
    faults=$((faults + 1))
    printf '%s\n' "✘ $1:" "$found" >&2
}
grep_files() { git grep --untracked -nE "$@" || true; }

say "== layout"
none "the format is off (swift format -i mends most of it)" < <(swift format lint --strict -r Sources Tests Package.swift 2>&1)
if command -v shellcheck >/dev/null; then
    none "shellcheck" < <(shellcheck -x scripts/*.sh .ci/run 2>&1)
else
    warn "shellcheck is not installed, so the scripts were not checked."
fi
none "files over 500 lines (only tables may be longer: *Table.swift)" < <(
    git ls-files -co --exclude-standard -- '*.swift' '*.sh' '*.js' '*.css' ':!*Table.swift' | xargs -r wc -l |
        awk '$1 > 500 && $2 != "total"'
)

say "== walls"
none "this names a place that only one machine has" < <(grep_files '\.\./[s]hared|(^|[^A-Za-z0-9._-])/([w]ork|[r]oot|opt/[s]wift)/')
none "only Storage and its tests may import GRDB" < <(
    grep_files '^ *([@a-z]+ )*import GRDB' -- Sources Tests ':!Sources/Storage' ':!Tests/StorageTests'
)

say "== warnings"
is_set_up test || scripts/setup.sh --for test
# The compiler repeats no warning for what is already built, so our own targets are built anew.
for target in Sources/*/ Tests/*/; do
    find ".build/debug/$(basename "$target").build" \( -name '*.o' -o -name '*.swiftdeps' \) -delete 2>/dev/null || true
done
swift_build "the tests" .build/tests.log --build-tests --enable-code-coverage
none "warnings of our own" < <(grep -E "^($root/)?(Sources|Tests)/[^ ]+: warning: |^warning: 'acore'" .build/tests.log | sort -u || true)

[ $faults = 0 ] || fail "$faults kinds of faults; see above."
scripts/test.sh
