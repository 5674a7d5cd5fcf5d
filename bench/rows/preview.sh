# A `preview` with nothing to do, against opening and reading each database once.
apps=${short:+6}
apps=${apps:-200}
start_up
has_stack "$apps"
prepare_reading "$apps"
run_reading
for _ in $(seq "$rounds"); do
    timed preview carpool preview
    in_sync
    timed reading run_reading
done
row '`preview` with nothing to do, against reading by 4 psql' "$apps apps" "$(seconds "$(median preview)")" "$(seconds "$(median reading)")" \
    "$(calculate "$(median preview) / $(median reading)"), without start-up $(calculate "($(median preview) - $start_up_milliseconds) / $(median reading)")" '≤ 1.5'
