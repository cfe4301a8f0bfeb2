#!/usr/bin/env bash
# Builds one product as it is shipped: optimised, with Swift's own libraries inside. Does nothing when it is up to date.
#   build.sh [acore|acore-bench]
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
product=${1:-acore}

! is_built "$product" || exit 0
key=$(build_key)
rm -f "$root/.build/$product.stamp"
swift_build "$product" "$root/.build/$product.log" -c release --static-swift-stdlib --product "$product"
echo "$key" >"$root/.build/$product.stamp"
