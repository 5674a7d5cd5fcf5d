# The fastest way by hand that we know: psql workers at once, what goes to one place in one batch, each login tried once.
# Its SCRAM verifiers are made beforehand, for nothing; it plans nothing, keeps no record and reads nothing back.
# A kind is WORKERS-STRATEGY: wal_log, file_copy, or clone, which is file_copy with `file_copy_method = clone` (new in 18).

floor_kinds=(8-wal_log 4-wal_log 8-file_copy 4-file_copy 8-clone)
strategy_name() { sed 's/wal_log/WAL_LOG/; s/file_copy/FILE_COPY/; s/clone/FILE_COPY with clone/' <<<"$1"; }
floor_name() { echo "${1%-*} psql, $(strategy_name "${1#*-}")"; }

# floor_script KIND WORKER APPS
floor_script() {
    local workers=${1%-*} strategy=${1#*-} names name
    names=$(for i in $(seq "$2" "$workers" "$3"); do app "$i" && echo; done)
    [ "$2" != 1 ] || shared_closing
    [ "$strategy" != clone ] || echo 'SET file_copy_method = clone;'
    echo 'BEGIN;'
    for name in $names; do roles_of "$name"; done
    echo 'COMMIT;'
    for name in $names; do database_of "$name" "STRATEGY ${strategy/clone/file_copy}"; done
    echo 'BEGIN;'
    for name in $names; do closing_of "$name"; done
    echo 'COMMIT;'
    for name in $names; do
        connect_to "$name"
        { inside_of "$name" && opening_of "$name"; } | joined
        proof_of "$name"
    done
}

# prepare_floor KIND APPS
prepare_floor() {
    local worker
    for worker in $(seq "${1%-*}"); do floor_script "$1" "$worker" "$2" >"$work/hand/floor-$1.$worker.sql"; done
}

# time_floor SERIES KIND APPS: on a server of its own; leaves the end state there
time_floor() {
    prepare_floor "$2" "$3"
    start_server empty
    timed "$1" run_workers "floor-$2" "${2%-*}"
    [ "$(cat "$work/hand/floor-$2".*.out | grep -c '^proved app[0-9]*_owner$')" = "$3" ] || { say "not every app could log in" && exit 1; }
}

[ -z "$short" ] || floor_kinds=(8-wal_log 4-file_copy)
few_apps() { if [ -n "$short" ]; then echo 2; else echo 24; fi; }

# likely_floors: the kinds worth trying on this machine, after one try of each with a few apps. The best of WAL_LOG and the best of FILE_COPY
# always are: which of them is faster turns with the number of apps.
likely_floors() {
    local kind
    for kind in "${floor_kinds[@]}"; do time_floor "try-$kind" "$kind" "$(few_apps)"; done
    for kind in "${floor_kinds[@]}"; do printf '%s %s; ' "$(floor_name "$kind")" "$(seconds "$(median "try-$kind")")"; done | sed 's/; $//' >"$work/tried"
    for kind in "${floor_kinds[@]}"; do echo "$(median "try-$kind") $kind"; done | sort -n | awk '{ copied = $2 ~ /wal_log/ ? "log" : "files" } NR == 1 { best = $1 } $1 <= 1.5 * best || !seen[copied]++ { seen[copied]++; print $2 }' | head -n "${short:-9}"
}

# run_workers PREFIX WORKERS: every script at once
run_workers() {
    local pids=() pid worker
    for worker in $(seq "$2"); do
        ask -f "$work/hand/$1.$worker.sql" >"$work/hand/$1.$worker.out" 2>&1 &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid" || { cat "$work/hand/$1".*.out >&2 && say "psql failed" && exit 1; }; done
}
