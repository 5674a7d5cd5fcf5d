#!/bin/bash
# A first `carpool up` against the same end state made by hand with psql: bench/first-up.sh [APPS] [ROUNDS] [WORKERS…]
# (50, 3, and 8 and 4). Each run has a fresh Postgres 18, copied from one template; a round makes every run once, in turn.
# By hand: one psql a worker, started together; each makes its share of the apps, what belongs to one database batched into one
# transaction, and logs in as each app. Its SCRAM verifiers are made beforehand, for nothing. Both end states must be the same.
set -euo pipefail
cd "$(dirname "$0")/.."
apps=${1:-50} rounds=${2:-3}
shift $(($# > 2 ? 2 : $#))
[ $# -gt 0 ] || set -- 8 4
port=${BENCH_PORT:-55990}

say() { printf 'first-up: %s\n' "$1" >&2; }
binaries=${BENCH_POSTGRES:-$(ls -d /var/cache/carpool/test-servers/*/node_modules/pg18/native/bin "${XDG_CACHE_HOME:-$HOME/.cache}"/carpool/test-servers/*/node_modules/pg18/native/bin 2>/dev/null | head -n 1 || true)}
[ -x "$binaries/initdb" ] || { say "no Postgres 18: run ./test once, which installs one, or name the folder of its binaries in BENCH_POSTGRES" && exit 1; }

# Postgres refuses to run as root
as_server=()
if [ "$(id -u)" = 0 ]; then
    eng/make-user
    as_server=(setpriv --reuid=carpool --regid=carpool --clear-groups)
fi
work=$(mktemp -d)
chmod 755 "$work"
mkdir "$work/servers" "$work/stack" "$work/hand"
[ "$(id -u)" != 0 ] || chown carpool:carpool "$work/servers"
stop() { [ ! -e "$work/servers/data/postmaster.pid" ] || "${as_server[@]}" "$binaries/pg_ctl" -D "$work/servers/data" -m immediate -w stop >/dev/null; }
trap 'stop; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

# What psql would otherwise ask for on the way, for nothing
export PGSSLMODE=disable PGGSSENCMODE=disable PGPASSWORD=bench PGUSER=postgres PGHOST=127.0.0.1 PGPORT=$port PGDATABASE=postgres PGOPTIONS=
ask() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }
milliseconds() { echo $(($(date +%s%N) / 1000000)); }
median() { sort -n | awk '{ t[NR] = $1 } END { print NR % 2 ? t[(NR + 1) / 2] : (t[NR / 2] + t[NR / 2 + 1]) / 2 }'; }
seconds() { awk -v ms="$1" 'BEGIN { printf "%.2f", ms / 1000 }'; }

start() {
    stop
    rm -rf "$work/servers/data"
    cp -a "$work/servers/template" "$work/servers/data"
    sync -f "$work/servers" # what was copied is not written during the run
    "${as_server[@]}" "$binaries/pg_ctl" -D "$work/servers/data" -w -l "$work/servers/log" \
        -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=" start >/dev/null || { cat "$work/servers/log" >&2 && exit 1; }
}

app() { printf 'app%03d' "$1"; }

manifest() {
    printf 'stack: bench\ncluster:\n  url: postgresql://postgres:bench@127.0.0.1:%s/postgres\napps:\n' "$port"
    for i in $(seq "$1"); do echo "  - $(app "$i")"; done
}

# What one worker of many does for every app that falls to it
by_hand() {
    worker=$1 workers=$2
    [ "$worker" != 1 ] || echo 'REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC; REVOKE CONNECT ON DATABASE template1 FROM PUBLIC;'
    for i in $(seq "$worker" "$workers" "$apps"); do
        name=$(app "$i")
        cat <<SQL
CREATE ROLE ${name}_owner NOLOGIN \\; CREATE ROLE ${name}_app LOGIN NOINHERIT PASSWORD '$verifier' \\; GRANT ${name}_owner TO ${name}_app WITH INHERIT FALSE, SET TRUE;
CREATE DATABASE $name TEMPLATE template0 ALLOW_CONNECTIONS false;
REVOKE ALL ON DATABASE $name FROM PUBLIC \\; GRANT CREATE, TEMPORARY ON DATABASE $name TO ${name}_owner \\; ALTER DATABASE $name ALLOW_CONNECTIONS true;
\\connect $name
REVOKE ALL ON SCHEMA public FROM PUBLIC \\; ALTER SCHEMA public OWNER TO ${name}_owner \\; ALTER DEFAULT PRIVILEGES FOR ROLE ${name}_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC \\; ALTER ROLE ${name}_app IN DATABASE $name SET role TO '${name}_owner' \\; GRANT CONNECT ON DATABASE $name TO ${name}_app;
\\connect postgresql://${name}_app:bench@127.0.0.1:$port/$name
SELECT 'proved ' || current_user;
\\connect postgresql://postgres:bench@127.0.0.1:$port/postgres
SQL
    done
}

digest() {
    {
        ask -f bench/shared.sql
        for database in postgres template1 $(for i in $(seq "$apps"); do app "$i"; echo; done); do ask -d "$database" -f bench/inside.sql; done
    } | sha256sum | cut -c1-16
}

timed() {
    local label=$1 began
    shift
    began=$(milliseconds)
    "$@"
    echo $(($(milliseconds) - began)) >>"$work/times.$label"
}

carpool() { ./carpool -C "$work/stack" "$@" >"$work/out" 2>&1 || { cat "$work/out" >&2 && say "carpool $1 failed" && exit 1; }; }

psql_workers() {
    local pids=() pid
    for file in "$work/hand/$1".*.sql; do
        ask -f "$file" >"$file.out" 2>&1 &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid" || { cat "$work/hand/$1".*.out >&2 && say "psql failed" && exit 1; }; done
}

./carpool --version >/dev/null
echo bench >"$work/password"
chmod 644 "$work/password"
say "initdb ..."
"${as_server[@]}" "$binaries/initdb" -D "$work/servers/template" -U postgres -A scram-sha-256 --pwfile="$work/password" -E UTF8 --locale=C.UTF-8 >"$work/out" 2>&1 || { cat "$work/out" >&2 && exit 1; }
start
verifier=$(ask -c "SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'")
version=$(ask -c 'SHOW server_version')
for workers in "$@"; do
    for worker in $(seq "$workers"); do by_hand "$worker" "$workers" >"$work/hand/$workers.$worker.sql"; done
done

for round in $(seq "$rounds"); do
    say "round $round of $rounds ..."
    start
    rm -rf "$work/stack/.carpool"
    manifest "$apps" >"$work/stack/carpool.yaml"
    timed up carpool up --yes
    digest >>"$work/digests"
    timed preview carpool preview
    grep -qi 'in sync\|nothing to do\|0 to create' "$work/out" || { cat "$work/out" >&2 && say "the preview after up is not empty" && exit 1; }
    timed outputs carpool outputs
    manifest $((apps + 1)) >"$work/stack/carpool.yaml"
    timed one carpool up --yes
    for workers in "$@"; do
        start
        timed "hand.$workers" psql_workers "$workers"
        [ "$(cat "$work/hand/$workers".*.out | grep -c '^proved app[0-9]*_owner$')" = "$apps" ] || { say "not every app could log in" && exit 1; }
        digest >>"$work/digests"
    done
done

[ "$(sort -u "$work/digests" | wc -l)" = 1 ] || { say "the end states differ: $(sort "$work/digests" | uniq -c | paste -sd' ')" && exit 1; }
echo "Postgres $version, $apps apps, $rounds rounds, load $(cut -d' ' -f1 /proc/loadavg) on $(nproc) processors; $(wc -l <"$work/digests") end states, all the same"
line() { printf '%-34s %s s   median %s s\n' "$1" "$(while read -r ms; do printf '%6s ' "$(seconds "$ms")"; done <"$work/times.$2")" "$(seconds "$(median <"$work/times.$2")")"; }
line "carpool up, first time" up
for workers in "$@"; do line "by hand, $workers psql" "hand.$workers"; done
line "carpool up, one app more" one
line "carpool preview, nothing to do" preview
line "carpool outputs" outputs
for workers in "$@"; do
    awk -v a="$(median <"$work/times.up")" -v b="$(median <"$work/times.hand.$workers")" -v w="$workers" 'BEGIN { printf "ratio of the medians, first up to %d psql: %.2f (wanted: 1.5 or less)\n", w, a / b }'
done
