# A first `up` against the floor, and against the usual way by hand.
start_up
for apps in $([ -n "$short" ] && echo 6 || echo 100 200); do
    rm -f "$work"/times.{up,floor-*,hand} "$work/digests"
    prepare_by_hand "$apps"
    for _ in $(seq "$rounds"); do
        start_server empty
        new_stack
        declare_apps "$apps"
        timed up carpool up --yes --quiet
        digest "$apps" >>"$work/digests"
        for kind in 8-wal_log 8-file_copy 4-wal_log; do
            prepare_floor "$apps" "${kind%-*}" "${kind#*-}"
            start_server empty
            timed "floor-$kind" run_workers floor "${kind%-*}"
            check_floor "$apps" "${kind%-*}"
            digest "$apps" >>"$work/digests"
        done
        start_server empty
        timed hand run_by_hand "$apps"
        digest "$apps" >>"$work/digests"
    done
    [ "$(sort -u "$work/digests" | wc -l)" = 1 ] || { say "the end states differ: $(sort "$work/digests" | uniq -c | paste -sd' ')" && exit 1; }
    up=$(median up) floor=$(for kind in 8-wal_log 8-file_copy; do median "floor-$kind"; done | sort -n | head -n 1)
    row 'first `up` against the floor (8 psql, the faster strategy)' "$apps apps" "$(seconds "$up")" "$(seconds "$floor")" \
        "$(calculate "($up - $start_up_milliseconds) / $floor"), with start-up $(calculate "$up / $floor")" '≤ 1.10, start-up apart'
    for kind in 8-wal_log 8-file_copy 4-wal_log; do
        row "— floor with ${kind%-*} psql, $(tr '[:lower:]' '[:upper:]' <<<"${kind#*-}")" "$apps apps" '' "$(seconds "$(median "floor-$kind")")" "$(calculate "$up / $(median "floor-$kind")")" ''
    done
    row '— by hand: one psql, and one a database' "$apps apps" '' "$(seconds "$(median hand)")" "$(calculate "$up / $(median hand)")" ''
done
