# What the whole cluster shares, on one connection: every app has three logins and an owner.
apps=${short:+6}
apps=${apps:-300}
start_up
has_stack "$apps" '{ roles: { app: {}, web: {}, jobs: {} } }'
prepare_reading 0
ask -f "$work/hand/shared-reading.sql" >/dev/null
for _ in $(seq "$rounds"); do
    timed shallow carpool preview --shallow
    in_sync
    timed shared-reading ask -f "$work/hand/shared-reading.sql" >/dev/null
done
row '`preview --shallow`' "$apps apps, $((apps * 4)) roles" "$(median shallow) ms" "$(median shared-reading) ms" \
    "$(($(median shallow) - start_up_milliseconds)) ms over start-up" '≤ 250 ms over start-up'
