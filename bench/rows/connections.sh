# Sessions open at once, Carpool's and those of the logins that it tries, counted every 20 ms by a superuser. A session that was given
# up is seen until its process has ended, on a busy machine for longer than the next one takes to begin: so it is also counted, from
# this machine's sockets, how many Carpool held.

# most SERIES ARGUMENT…: the most at once while Carpool runs, but for the one that counts
most() {
    local series=$1 counters=()
    shift
    psql -X -q -A -t >"$work/seen" 2>/dev/null \
        <<<"SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() \\watch 0.02" &
    counters+=($!)
    while sleep 0.02; do cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -c "$(printf ' [0-9A-F]*0100007F:%04X 01 ' "$port")" || true; done >"$work/held" &
    counters+=($!)
    carpool "$@"
    kill "${counters[@]}" 2>/dev/null || true
    wait "${counters[@]}" 2>/dev/null || true
    grep -qE '^[1-9]' "$work/seen" || { say "no session was seen" && return 1; }
    count "$series-seen" "$(grep -E '^[0-9]+$' "$work/seen" | sort -n | tail -n 1)"
    count "$series-held" "$(($(sort -n "$work/held" | tail -n 1) - 1))"
}
worst() { echo "$(sort -n "$work/times.$1-seen" | tail -n 1) seen, $(sort -n "$work/times.$1-held" | tail -n 1) held"; }

for apps in $(at 5 100); do
    forget
    for _ in $(seq "$rounds"); do
        start_server empty
        new_stack
        declare_apps "$apps"
        most up up --yes --quiet
        most preview preview
        declare_apps $((apps - 3))
        most less up --yes --quiet
        most purge purge --yes --quiet
        start_server empty max_connections=10
        new_stack
        declare_apps "$apps"
        most tight-up up --yes --quiet --parallel 32
        most tight-preview preview
        in_sync
    done
    for what in 'up first `up`' 'preview `preview`' 'less removal' 'purge `purge`'; do
        line "most sessions at once: ${what#* }" "$apps apps" "$(worst "${what%% *}")" '' '' '≤ 5'
    done
    for what in 'up first `up --parallel 32`' 'preview `preview`'; do
        line "with \`max_connections = 10\`: ${what#* }" "$apps apps" "$(worst "tight-${what%% *}")" '' 'works' '≤ 9, one counts'
    done
done
