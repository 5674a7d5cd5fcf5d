# One app less: into quarantine, and out of it for good. Carpool starts twice.
for apps in $(at 3 200); do
    forget
    gone=$(app "$apps") away=$(app "$apps")~away
    cat >"$work/hand/less.sql" <<SQL
REVOKE CONNECT ON DATABASE $gone FROM ${gone}_app \\; ALTER ROLE ${gone}_app NOLOGIN;
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '$gone' AND backend_type = 'client backend';
ALTER DATABASE $gone RENAME TO "$away" \\; ALTER ROLE ${gone}_owner RENAME TO "${away}_owner" \\; ALTER ROLE ${gone}_app RENAME TO "${away}_app" \\; ALTER ROLE "${away}_app" IN DATABASE "$away" SET role TO '${away}_owner';
SQL
    printf 'DROP DATABASE "%s";\nDROP ROLE "%s_app", "%s_owner";\n' "$away" "$away" "$away" >"$work/hand/purge.sql"
    for _ in $(seq "$rounds"); do
        time_start_up
        has_stack "$apps"
        declare_apps $((apps - 1))
        timed less carpool up --yes --quiet --only "$gone"
        timed purge carpool purge --yes --quiet "$gone"
        agree one-less "$(digest $((apps - 1)))"
        has_stack "$apps"
        timed less-hand ask -f "$work/hand/less.sql" >/dev/null
        timed purge-hand ask -f "$work/hand/purge.sql"
        agree one-less "$(digest $((apps - 1)))"
    done
    line 'one app less, `up --only`, then `purge`' "of $apps" "$(seconds "$(median less)") and $(seconds "$(median purge)")" "$(seconds "$(median less-hand)") and $(seconds "$(median purge-hand)")" \
        "$(milliseconds "$(of '$1 + $2 - $3 - $4 - 2 * $5' less purge less-hand purge-hand start-up)") and twice start-up more, $(ratio '($1 + $2) / ($3 + $4)' less purge less-hand purge-hand) times" \
        '≤ 500 ms and start-up'
done
