# The fastest way by hand that we know: psql workers at once, the statements of each database in one batch, each login tried once.
# Its SCRAM verifiers are made beforehand, for nothing; it plans nothing, keeps no record and reads nothing back.

# floor_script WORKER WORKERS APPS STRATEGY
floor_script() {
    local worker=$1 workers=$2 apps=$3 strategy=$4 i name
    [ "$worker" != 1 ] || echo 'REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC; REVOKE CONNECT ON DATABASE template1 FROM PUBLIC;'
    echo 'BEGIN;'
    for i in $(seq "$worker" "$workers" "$apps"); do
        name=$(app "$i")
        echo "CREATE ROLE ${name}_owner NOLOGIN \\; CREATE ROLE ${name}_app LOGIN NOINHERIT PASSWORD '$verifier' \\; GRANT ${name}_owner TO ${name}_app WITH INHERIT FALSE, SET TRUE;"
    done
    echo 'COMMIT;'
    for i in $(seq "$worker" "$workers" "$apps"); do echo "CREATE DATABASE $(app "$i") TEMPLATE template0 STRATEGY $strategy ALLOW_CONNECTIONS false;"; done
    echo 'BEGIN;'
    for i in $(seq "$worker" "$workers" "$apps"); do
        name=$(app "$i")
        echo "REVOKE ALL ON DATABASE $name FROM PUBLIC \\; GRANT CREATE, TEMPORARY ON DATABASE $name TO ${name}_owner \\; ALTER DATABASE $name ALLOW_CONNECTIONS true;"
    done
    echo 'COMMIT;'
    for i in $(seq "$worker" "$workers" "$apps"); do
        name=$(app "$i")
        cat <<SQL
\\connect postgresql://postgres:bench@127.0.0.1:$port/$name
REVOKE ALL ON SCHEMA public FROM PUBLIC \\; ALTER SCHEMA public OWNER TO ${name}_owner \\; ALTER DEFAULT PRIVILEGES FOR ROLE ${name}_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC \\; ALTER ROLE ${name}_app IN DATABASE $name SET role TO '${name}_owner' \\; GRANT CONNECT ON DATABASE $name TO ${name}_app;
\\connect postgresql://${name}_app:bench@127.0.0.1:$port/$name
SELECT 'proved ' || current_user;
SQL
    done
}

# prepare_floor APPS WORKERS STRATEGY
prepare_floor() {
    local worker
    for worker in $(seq "$2"); do floor_script "$worker" "$2" "$1" "$3" >"$work/hand/floor.$worker.sql"; done
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

# check_floor APPS WORKERS
check_floor() {
    [ "$(for worker in $(seq "$2"); do cat "$work/hand/floor.$worker.out"; done | grep -c '^proved app[0-9]*_owner$')" = "$1" ] || { say "not every app could log in" && exit 1; }
}
