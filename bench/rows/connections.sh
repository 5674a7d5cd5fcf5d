# Sessions open at once, Carpool's and those of the logins that it tries, counted every 20 ms by somebody else.
apps=${short:+6}
apps=${apps:-100}

# most COMMAND…: the most sessions at once while it runs
most() {
    psql -X -q -A -t <<<"SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() \\watch 0.02" >"$work/counts" &
    local counter=$!
    carpool "$@"
    kill "$counter" 2>/dev/null || true
    wait $counter 2>/dev/null || true
    grep -E '^[0-9]+$' "$work/counts" | sort -n | tail -n 1
}

start_server empty
new_stack
declare_apps "$apps"
up=$(most up --yes --quiet)
preview=$(most preview)
declare_apps $((apps - 3))
removal=$(most up --yes --quiet)
row 'sessions open at once: first `up`, `preview`, a removal' "$apps apps" "$up, $preview, $removal" '' '' '≤ 5'
start_server empty max_connections=10
new_stack
declare_apps "$apps"
carpool up --yes --quiet
carpool preview
in_sync
row 'first `up` with `max_connections=10`' "$apps apps" 'works' '' '' 'works'
