# Every catalog query that a preview sends, by psql: the shared ones once, and the inside ones in every database, with four workers.

queries() { for query in "$@"; do cat "src/Carpool/Catalog/Queries/$query.sql" && echo ';'; done; }

# prepare_reading APPS
prepare_reading() {
    local worker i
    queries server databases database_grants roles memberships settings sessions slots prepared_transactions dependencies >"$work/hand/shared-reading.sql"
    for worker in 1 2 3 4; do
        for i in $(seq "$worker" 4 "$1"); do
            echo "\\connect postgresql://postgres:bench@127.0.0.1:$port/$(app "$i")"
            queries schemas schema_grants default_privileges
        done >"$work/hand/reading.$worker.sql"
    done
}

run_reading() {
    ask -f "$work/hand/shared-reading.sql" >/dev/null
    run_workers reading 4
}
