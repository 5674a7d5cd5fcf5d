# Ten times as many apps: time and memory. How the floor grows is told beside it.
command -v python3 >/dev/null 2>&1 || missing python3
sizes=($(at '2 4' 100 1000))
few=${sizes[0]} many=${sizes[1]:?"growth needs two sizes"}

# peak SERIES ARGUMENT…: time, and the largest resident size that the process had
peak() {
    local name=$1 ms kilobytes
    shift
    read -r ms kilobytes < <(bench/peak.py "$work/out" ./carpool -C "$work/stack" "$@") && [ -n "$kilobytes" ] || { cat "$work/out" >&2 && exit 1; }
    count "$name" "$ms"
    count "memory-$name" "$kilobytes"
}

for _ in $(seq "$rounds"); do
    for apps in "$few" "$many"; do
        start_server empty
        new_stack
        declare_apps "$apps"
        peak "up-$apps" up --yes --quiet
        peak "preview-$apps" preview
        in_sync
        time_floor "floor-$apps" 8-wal_log "$apps"
    done
done
hand="the floor: $(ratio '$1 / $2' "floor-$many" "floor-$few") times"
for what in up preview; do
    line "\`$what\`, from $few to $many apps" '' "$(seconds "$(median "$what-$few")") to $(seconds "$(median "$what-$many")")" "$hand" "$(ratio '$1 / $2' "$what-$many" "$what-$few") times" '≤ 11 times'
    line "peak memory of \`$what\`" "$few and $many apps" "$(of '$1 / 1024' "memory-$what-$few" | cut -d. -f1) and $(of '$1 / 1024' "memory-$what-$many" | cut -d. -f1) MB" '' '' '≤ 150 MB'
    hand=
done
