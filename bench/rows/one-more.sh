# One app more, beside many.
apps=${short:+6}
apps=${apps:-200}
start_up
has_stack "$apps"
stop_server fast
rm -f "$work"/times.{more,more-hand}
for _ in $(seq "$rounds"); do
    has_stack "$apps"
    declare_apps $((apps + 1))
    timed more carpool up --yes --quiet --only "$(app $((apps + 1)))"
    has_stack "$apps"
    floor_script 1 1 $((apps + 1)) wal_log | grep -e "$(app $((apps + 1)))" -e proved | sed "1,/proved/!d" >"$work/hand/more.sql"
    grep -q "^CREATE DATABASE" "$work/hand/more.sql"
    echo "SELECT 'proved ' || current_user;" >>"$work/hand/more.sql"
    timed more-hand ask -f "$work/hand/more.sql" >/dev/null
done
row 'one app more, `up --only`' "beside $apps" "$(seconds "$(median more)")" "$(seconds "$(median more-hand)")" \
    "$(($(median more) - $(median more-hand) - start_up_milliseconds)) ms over psql and start-up" '≤ 400 ms'
