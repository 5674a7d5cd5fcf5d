# What decides a first `up`: seconds for a database, by strategy and by how many are made at once, with psql alone.
counts=${short:+2}
for apps in $(at 2 32); do
    forget
    for _ in $(seq "$rounds"); do
        for strategy in wal_log file_copy clone; do
            for workers in ${counts:-1 2 3 4 8}; do
                for worker in $(seq "$workers"); do
                    {
                        [ "$strategy" != clone ] || echo 'SET file_copy_method = clone;'
                        for i in $(seq "$worker" "$workers" "$apps"); do database_of "$(app "$i")" "STRATEGY ${strategy/clone/file_copy}"; done
                    } >"$work/hand/create.$worker.sql"
                done
                start_server empty
                timed "$strategy-$workers" run_workers create "$workers"
            done
        done
    done
    for strategy in wal_log file_copy clone; do
        line "\`CREATE DATABASE\`, $(strategy_name "$strategy")" "$apps databases" '' \
            "$(for workers in ${counts:-1 2 3 4 8}; do printf '%s at once %s ms, ' "$workers" "$(of "\$1 / $apps" "$strategy-$workers" | cut -d. -f1)"; done | sed 's/, $//')" 'for each' ''
    done
done
