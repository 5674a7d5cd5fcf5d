# What the whole cluster shares, on one connection: every app has three logins and an owner.
for apps in $(at 3 300); do
    forget
    has_stack "$apps" '{ roles: { app: {}, web: {}, jobs: {} } }'
    prepare_reading 0
    read_shared
    for _ in $(seq "$rounds"); do
        time_start_up
        timed shallow carpool preview --shallow
        in_sync
        timed reading read_shared
    done
    line '`preview --shallow` against the shared queries by psql' "$apps apps, $((apps * 4)) roles" "$(milliseconds "$(median shallow)")" "$(milliseconds "$(median reading)")" \
        "$(milliseconds "$(of '$1 - $2' shallow start-up)") and start-up, $(ratio '$1 / $2' shallow reading) times" '≤ 250 ms and start-up'
done
