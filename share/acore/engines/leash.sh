#!/bin/sh
# leash.sh COMMAND [ARGUMENT...]
#
# Runs a command and ends it, with all that it started, when the standard input of this script closes:
# a child on this leash does not outlive the program that holds the other end, even one killed with -9.
# Ends with the command's status. The command's own standard input is empty.
set -u

kill_after=30 # tenths of a second between asking (TERM) and ending (KILL)

# A session of its own makes a process group that can be ended as a whole; where this script
# is itself killed, the kernel ends the command. Both come with util-linux.
if command -v setpriv >/dev/null 2>&1 && setpriv --pdeathsig KILL true 2>/dev/null; then
    set -- setpriv --pdeathsig KILL "$@"
fi
group=
if command -v setsid >/dev/null 2>&1; then
    set -- setsid "$@"
    group=-
fi

exec 3<&0
"$@" </dev/null 3<&- &
child=$!

signal() { kill -s "$1" -- "$group$child" 2>/dev/null; }

finish() {
    signal TERM
    left=$kill_after
    while [ "$left" -gt 0 ] && signal 0; do
        sleep 0.1 >/dev/null 2>&1 3<&-
        left=$((left - 1))
    done
    signal KILL
}

{
    while read -r _; do :; done
    finish
} <&3 &
watcher=$!
exec 3<&-

trap 'finish & finisher=$!' TERM INT HUP
finisher=
while :; do
    wait "$child"
    status=$?
    kill -0 "$child" 2>/dev/null || break # else a signal ended the wait, not the child
done

signal KILL # what the command left behind in its group
kill "$watcher" $finisher 2>/dev/null
exit "$status"
