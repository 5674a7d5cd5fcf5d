# One app less: into quarantine, and out of it for good.
apps=${short:+6}
apps=${apps:-200}
start_up
gone=$(app "$apps") away=$(app "$apps")~away
cat >"$work/hand/less.sql" <<SQL
BEGIN; REVOKE CONNECT ON DATABASE $gone FROM ${gone}_app; ALTER ROLE ${gone}_app NOLOGIN; COMMIT;
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '$gone' AND backend_type = 'client backend';
BEGIN; ALTER DATABASE $gone RENAME TO "$away"; ALTER ROLE ${gone}_owner RENAME TO "${away}_owner"; ALTER ROLE ${gone}_app RENAME TO "${away}_app"; COMMIT;
SQL
printf 'DROP DATABASE "%s";\nDROP ROLE "%s_app", "%s_owner";\n' "$away" "$away" "$away" >"$work/hand/purge.sql"
rm -f "$work"/times.{less,purge,less-hand,purge-hand}
for _ in $(seq "$rounds"); do
    has_stack "$apps"
    declare_apps $((apps - 1))
    timed less carpool up --yes --quiet --only "$gone"
    timed purge carpool purge --yes --quiet "$gone"
    has_stack "$apps"
    timed less-hand ask -f "$work/hand/less.sql" >/dev/null
    timed purge-hand ask -f "$work/hand/purge.sql"
done
for what in less purge; do
    row "one app $([ $what = less ] && echo 'less, `up --only`' || echo 'purged')" "beside $apps" "$(seconds "$(median $what)")" "$(seconds "$(median $what-hand)")" \
        "$(($(median $what) - $(median $what-hand) - start_up_milliseconds)) ms over psql and start-up" '≤ 500 ms'
done
