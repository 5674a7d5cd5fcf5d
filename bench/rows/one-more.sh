# One app more, beside many.
for apps in $(at 3 200); do
    forget
    new=$(app $((apps + 1)))
    { roles_of "$new" && database_of "$new" && closing_of "$new" && connect_to "$new" && { inside_of "$new" && opening_of "$new"; } | joined && proof_of "$new"; } >"$work/hand/more.sql"
    for _ in $(seq "$rounds"); do
        time_start_up
        has_stack "$apps"
        declare_apps $((apps + 1))
        timed more carpool up --yes --quiet --only "$new"
        agree one-more "$(digest $((apps + 1)))"
        has_stack "$apps"
        timed hand ask -f "$work/hand/more.sql" >/dev/null
        agree one-more "$(digest $((apps + 1)))"
    done
    line 'one app more, `up --only`' "beside $apps" "$(seconds "$(median more)")" "$(seconds "$(median hand)")" \
        "$(milliseconds "$(of '$1 - $2 - $3' more hand start-up)") and start-up more, $(ratio '$1 / $2' more hand) times" '≤ 400 ms and start-up'
done
