# A `preview` with nothing to do, against opening and reading each database once.
for apps in $(at 3 200); do
    forget
    has_stack "$apps"
    prepare_reading "$apps"
    read_all
    for _ in $(seq "$rounds"); do
        time_start_up
        timed preview carpool preview
        in_sync
        timed reading read_all
    done
    line '`preview` with nothing to do against reading by 4 psql' "$apps apps" "$(seconds "$(median preview)")" "$(seconds "$(median reading)")" \
        "$(ratio '$1 / $2' preview reading) as it is, $(ratio '($1 - $2) / $3' preview start-up reading) less start-up" '≤ 1.5'
done
