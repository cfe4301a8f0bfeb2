#!/usr/bin/env bash
# Prints how much of each room the goes of scripts/test.sh ran together, and fails if a room that must be well
# tested has less than 80 % of its lines covered.
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
cd "$root"

# Another llvm-cov on the PATH would not understand this toolchain's format.
tools=$(dirname "$(readlink -f "$(command -v swift)")")
"$tools/llvm-profdata" merge .build/coverage/*.profdata -o .build/coverage/all
"$tools/llvm-cov" report .build/debug/acorePackageTests.xctest -instr-profile .build/coverage/all Sources |
    awk -v strict="Inference Companion Storage Telemetry Markdown" '
        /^[^ ]+\.swift / {
            sub(/.*Sources\//, "")
            split($1, path, "/")
            lines[path[1]] += $8
            missed[path[1]] += $9
        }
        END {
            count = split(strict, names, " ")
            for (i = 1; i <= count; i++) must[names[i]] = 1
            print "coverage      lines  covered"
            for (room in lines) {
                covered = 100 * (1 - missed[room] / lines[room])
                low = (room in must) && covered < 80
                failed += low
                print sprintf("%-12s %6d %7.1f %%%s", room, lines[room], covered, low ? "  below 80 %" : "") | "sort"
                delete must[room]
            }
            close("sort")
            for (room in must) { print room " has no lines in the report"; failed++ }
            exit failed > 0
        }'
