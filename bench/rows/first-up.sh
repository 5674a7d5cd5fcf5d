# A first `up` against the floor, and against the usual way by hand.
kinds=$(likely_floors)
for apps in $(at 3 100 200); do
    forget
    prepare_by_hand "$apps"
    for _ in $(seq "$rounds"); do
        time_start_up
        start_server empty
        new_stack
        declare_apps "$apps"
        timed up carpool up --yes --quiet
        agree first-up "$(digest "$apps")"
        for kind in $kinds; do
            time_floor "floor-$kind" "$kind" "$apps"
            agree first-up "$(digest "$apps")"
        done
        start_server empty
        timed hand run_by_hand "$apps"
        agree first-up "$(digest "$apps")"
    done
    floor=$(for kind in $kinds; do echo "$(median "floor-$kind") $kind"; done | sort -n | head -n 1 | cut -d' ' -f2)
    line 'first `up` against the floor' "$apps apps" "$(seconds "$(median up)")" "$(seconds "$(median "floor-$floor")") ($(floor_name "$floor"))" \
        "$(ratio '($1 - $2) / $3' up start-up "floor-$floor") less start-up, $(ratio '$1 / $2' up "floor-$floor") as it is" '≤ 1.10 and start-up'
    for kind in $kinds; do
        [ "$kind" = "$floor" ] || line "first \`up\` against $(floor_name "$kind")" "$apps apps" '' "$(seconds "$(median "floor-$kind")")" "$(ratio '$1 / $2' up "floor-$kind")" ''
    done
    line 'first `up` against one psql, and one a database' "$apps apps" '' "$(seconds "$(median hand)")" "$(ratio '$1 / $2' up hand)" ''
done
line 'floors tried once, to leave the slow ones out' "$(few_apps) apps" '' "$(cat "$work/tried")" '' ''
