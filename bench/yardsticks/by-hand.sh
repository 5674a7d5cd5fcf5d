# As people do it: one psql for roles, databases and grants, and a psql for the schema of each database. No login is tried.

# prepare_by_hand APPS
prepare_by_hand() {
    local i name
    {
        shared_closing
        for i in $(seq "$1"); do
            name=$(app "$i")
            roles_of "$name"
            database_of "$name"
            closing_of "$name"
            opening_of "$name"
        done
    } | one_by_one >"$work/hand/shared.sql"
    for i in $(seq "$1"); do inside_of "$(app "$i")" | one_by_one >"$work/hand/inside.$i.sql"; done
}

run_by_hand() {
    local i
    ask -f "$work/hand/shared.sql"
    for i in $(seq "$1"); do ask -d "$(app "$i")" -f "$work/hand/inside.$i.sql"; done
}
