#!/usr/bin/env bash
# Packs dist/acore-VERSION-OS-ARCH.tar.gz: the program with Swift's libraries inside, what it ships with, its set-up and
# a systemd unit. It runs on a machine without Swift and without this repository.
#   dist.sh [--test]    --test unpacks it into an empty folder, sets it up and starts it, with no swift on the PATH
set -euo pipefail
# shellcheck source=scripts/common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
cd "$root"
name=acore-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
archive=$root/dist/$name.tar.gz
[[ ${1:-} == @(|--test) ]] || fail "dist.sh knows only --test."
folder=$(mktemp -d)
trap 'rm -rf "$folder" "$archive.new"' EXIT

pack() {
    local package=$folder/acore notice libc
    mkdir -p "$package/scripts" dist
    strip -o "$package/acore" .build/release/acore
    cp -r share docs packaging/acore.service packaging/Dockerfile LICENSE NOTICE README.md SECURITY.md "$package"
    cp scripts/setup.sh scripts/common.sh "$package/scripts"
    # Where it is unpacked there may be no compiler.
    if [ -e "$ACORE_HOME/engines/e5/libe5.so" ]; then
        mkdir -p "$package/share/acore/engines/e5"
        cp "$ACORE_HOME"/engines/e5/libe5{,-avx2}.so "$package/share/acore/engines/e5"
    fi
    ln -s scripts/setup.sh "$package/setup.sh"
    shopt -s nullglob
    # The licences of what is linked into the program go where it goes.
    for notice in .build/checkouts/*/{LICENSE,NOTICE}*; do
        mkdir -p "$package/licenses/$(basename "$(dirname "$notice")")"
        cp "$notice" "$package/licenses/$(basename "$(dirname "$notice")")"
    done
    chmod -R u=rwX,go=rX "$package"
    tar -C "$folder" --sort=name --owner=0 --group=0 --numeric-owner -cf - acore | gzip -9 >"$archive.new"
    mv "$archive.new" "$archive"
    (cd dist && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
    libc=$(readelf --version-info "$package/acore" | grep -oE 'GLIBC_2\.[0-9]+' | sort -Vu | tail -1)
    say "$archive: $(megabytes "$(stat -c %s "$archive")") MB, unpacked $(megabytes "$(du -sb "$package" | cut -f1)") MB; runs where glibc is ${libc#GLIBC_} or newer"
}

# What a person does with it, on a machine that has never seen the rest; in five minutes at most.
try() {
    local begun=$SECONDS empty=$folder/empty
    export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin ACORE_HOME=$folder/home
    ! command -v swift >/dev/null || fail "swift is in a system folder here, so this test would prove nothing."
    unset ACORE_SHARE ACORE_DATA
    mkdir "$empty"
    tar -C "$empty" -xzf "$archive"
    cd "$empty/acore"
    ./setup.sh --yes
    ./acore setup --offline </dev/null # nobody is there to be asked for a token
    "$root/scripts/smoke.sh" "$PWD/acore" "$PWD/acore" run
    ((SECONDS - begun < 300)) || fail "unpacking, set-up and starts took $(duration $((SECONDS - begun))), more than five minutes."
    say "unpacked, set up and started in $(duration $((SECONDS - begun)))"
}

is_set_up run || scripts/setup.sh --for run
scripts/build.sh acore
pack
[ "${1:-}" != --test ] || try
