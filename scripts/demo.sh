#!/usr/bin/env bash
# A Discord of your own with Acore on it: both run on this machine until Ctrl-C. No account, no token.
#   demo.sh [--port N]    the port of the chat page (8090); the two after it are taken too
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

port=8090
case ${1-} in
    '') ;;
    --port) port=${2:?--port wants a number} ;;
    *) usage && exit ;;
esac
is_set_up run || "$root/scripts/setup.sh" --for run
"$root/scripts/build.sh" acore
data=$ACORE_HOME/demo
mkdir -pm 700 "$data"
"$root/.build/release/acore" simulate --port "$port" --api-port $((port + 1)) --gateway-port $((port + 2)) >/dev/null &
simulator=$!
bot=
trap 'kill "$simulator" $bot 2>/dev/null || true' EXIT
for _ in $(seq 100); do
    curl -fs "http://127.0.0.1:$((port + 1))/api/v10/gateway" >/dev/null && break
    kill -0 "$simulator" 2>/dev/null || fail "the simulator did not start; see above."
    sleep 0.1
done
page=http://127.0.0.1:$port
cat <<END

  A Discord of your own is at   $page

  Open it and say hello to Wren. Its first words take a moment: the embedded model is being loaded.
  Ctrl-C ends it.

END
# Only where there is a desktop: elsewhere a browser would take this terminal over.
if [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ] && command -v xdg-open >/dev/null; then
    xdg-open "$page" >/dev/null 2>&1 &
fi
# Its own data: what is said here is not part of your talks. Its own page is not what you came for.
DISCORD_TOKEN=YWNvcmU.simulated.token DISCORD_API_URL=http://127.0.0.1:$((port + 1))/api/v10 ACORE_DATA=$data \
    "$root/.build/release/acore" run --port 0 >/dev/null &
bot=$!
wait "$bot"
