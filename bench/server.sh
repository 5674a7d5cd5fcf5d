# A Postgres 18 of the bench's own: started from a kept data directory, stopped by what started it.

port=${BENCH_PORT:-55990}
binaries=${BENCH_POSTGRES:-$(ls -d /var/cache/carpool/test-servers/*/node_modules/pg18/native/bin "${XDG_CACHE_HOME:-$HOME/.cache}"/carpool/test-servers/*/node_modules/pg18/native/bin 2>/dev/null | head -n 1 || true)}
work=$(mktemp -d "${BENCH_DIR:-/var/tmp}/carpool-bench.XXXXXX")
as_server=()

# What psql would otherwise ask for on the way, for nothing
export PGSSLMODE=disable PGGSSENCMODE=disable PGPASSWORD=bench PGUSER=postgres PGHOST=127.0.0.1 PGPORT=$port PGDATABASE=postgres PGOPTIONS=
ask() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

pg_ctl() { "${as_server[@]}" "$binaries/pg_ctl" -D "$work/servers/data" -w "$@" >/dev/null; }
stop_server() { [ ! -e "$work/servers/data/postmaster.pid" ] || pg_ctl -m "${1:-immediate}" stop; }

prepare_server() {
    command -v psql >/dev/null 2>&1 || { say "no psql: install postgresql-client" && exit 1; }
    [ "$(df --output=fstype "$work" | tail -n 1)" != tmpfs ] || say "$work is in memory: BENCH_DIR names a folder on a disk"
    [ -x "$binaries/initdb" ] || { say "no Postgres 18: run ./test once, which installs one, or name the folder of its binaries in BENCH_POSTGRES" && exit 1; }
    trap 'stop_server; rm -rf "$work"' EXIT
    trap 'exit 130' INT TERM HUP
    chmod 755 "$work"
    mkdir "$work/servers" "$work/stack" "$work/hand"
    if [ "$(id -u)" = 0 ]; then # Postgres refuses to run as root
        eng/make-user
        as_server=(setpriv --reuid=carpool --regid=carpool --clear-groups)
        chown carpool:carpool "$work/servers"
    fi
    echo bench >"$work/password"
    chmod 644 "$work/password"
    "${as_server[@]}" "$binaries/initdb" -D "$work/servers/empty" -U postgres -A scram-sha-256 --pwfile="$work/password" -E UTF8 --locale=C.UTF-8 >"$work/out" 2>&1 \
        || { cat "$work/out" >&2 && exit 1; }
    start_server empty
    verifier=$(ask -c "SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'")
}

# start_server KEPT [SETTING…]: a fresh copy; what was copied is not written while something is timed
start_server() {
    local kept=$1
    shift
    stop_server
    rm -rf "$work/servers/data"
    cp -a --reflink=auto "$work/servers/$kept" "$work/servers/data"
    [ -n "$short" ] || sync -f "$work/servers"
    pg_ctl -l "$work/servers/log" -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= ${*/#/-c }" start || { cat "$work/servers/log" >&2 && exit 1; }
}

# keep_server NAME: what there is now, to be started from again
keep_server() {
    stop_server fast
    rm -rf "$work/servers/$1"
    mv "$work/servers/data" "$work/servers/$1"
}
