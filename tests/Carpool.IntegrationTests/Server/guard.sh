#!/bin/sh
# Runs a server for as long as somebody holds the other end of our standard input, so that no server outlives the tests,
# however they end: even SIGKILL closes a pipe. Then the server's folder goes too.
# guard.sh SIGNAL FOLDER COMMAND...
signal=$1
folder=$2
shift 2
# Ctrl-C reaches the whole terminal group: the guard has to outlive it to clean up
trap '' INT HUP
cd "$folder" || exit 1
"$@" >>"$folder/log" 2>&1 </dev/null &
child=$!
echo "$child" >"$folder/pid"
read -r _
kill -s "$signal" "$child" 2>/dev/null
wait "$child"
cd /
rm -rf "$folder"
