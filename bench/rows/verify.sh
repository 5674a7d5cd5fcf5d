# The proof against refused logins that are nothing else: four processes of psycopg2, on the same server in the same round. Reading the
# catalogs, the analysis and what each login tries in its own database are in Carpool's time.
/usr/bin/python3 -c 'import psycopg2' 2>/dev/null || missing python3-psycopg2
bare=$([ -n "$short" ] && echo 40 || echo 400)
for apps in $(at 3 40); do
    forget
    has_stack "$apps"
    ask -c "CREATE ROLE bare LOGIN PASSWORD 'bare'"
    for _ in $(seq "$rounds"); do
        time_start_up
        timed verify carpool verify --exhaustive --json
        probes=$(tr -d ' \n' <"$work/out" | grep -o '"probes":{"attempted":[0-9]*' | grep -o '[0-9]*$')
        count bare "$(/usr/bin/python3 bench/yardsticks/bare-logins.py "$port" bare bare app0001 "$bare" 4)"
    done
    line '`verify --exhaustive` against refused logins by 4 psycopg2' "$apps apps, $probes logins" \
        "$(awk -v ms="$(of '$1 - $2' verify start-up)" -v n="$probes" 'BEGIN { printf "%.0f a second", n * 1000 / ms }')" \
        "$(awk -v ms="$(median bare)" 'BEGIN { printf "%.0f a second", 1000 / ms }')" \
        "$(ratio "$probes * \$3 / (\$1 - \$2)" verify start-up bare) of the rate, less start-up" '≥ 0.8'
done

# The analysis alone: how one login could get into one database
for apps in $(at 3 300); do
    forget
    has_stack "$apps" '{ roles: { app: {}, web: {}, jobs: {} } }'
    for _ in $(seq "$rounds"); do
        time_start_up
        timed analysis carpool verify --path app0001_app app0002
    done
    line 'analysis, with its reading: `verify --path`' "$apps apps, $((apps * 4)) roles" "$(milliseconds "$(median analysis)")" '' \
        "$(milliseconds "$(of '$1 - $2' analysis start-up)") and start-up" '≤ 3 s and start-up'
done
