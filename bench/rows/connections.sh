# Sessions open at once, Carpool's and those of the logins that it tries, counted every 20 ms by a superuser.

# most SERIES ARGUMENT…: the most sessions at once while Carpool runs, but for the one that counts
most() {
    local series=$1 counter
    shift
    : >"$work/counts"
    psql -X -q -A -t >"$work/counts" 2>/dev/null \
        <<<"SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() \\watch 0.02" &
    counter=$!
    carpool "$@"
    kill "$counter" 2>/dev/null || true
    wait "$counter" 2>/dev/null || true
    grep -qE '^[1-9]' "$work/counts" || { say "no session was seen" && return 1; }
    count "$series" "$(grep -E '^[0-9]+$' "$work/counts" | sort -n | tail -n 1)"
}
worst() { sort -n "$work/times.$1" | tail -n 1; }

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
    line 'most sessions at once: first `up`, `preview`, removal, `purge`' "$apps apps" "$(worst up), $(worst preview), $(worst less), $(worst purge)" '' '' '≤ 5'
    line 'with `max_connections = 10` and `--parallel 32`: first `up`, `preview`' "$apps apps" "$(worst tight-up), $(worst tight-preview)" '' 'works' '≤ 9, one counts'
done
