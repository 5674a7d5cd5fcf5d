# As people do it: one psql for roles, databases and grants, and a psql for the schema of each database. No login is tried.

prepare_by_hand() {
    local i name
    {
        echo 'REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC; REVOKE CONNECT ON DATABASE template1 FROM PUBLIC;'
        for i in $(seq "$1"); do
            name=$(app "$i")
            cat <<SQL
CREATE ROLE ${name}_owner NOLOGIN;
CREATE ROLE ${name}_app LOGIN NOINHERIT PASSWORD '$verifier';
GRANT ${name}_owner TO ${name}_app WITH INHERIT FALSE, SET TRUE;
CREATE DATABASE $name TEMPLATE template0 ALLOW_CONNECTIONS false;
REVOKE ALL ON DATABASE $name FROM PUBLIC;
GRANT CREATE, TEMPORARY ON DATABASE $name TO ${name}_owner;
ALTER DATABASE $name ALLOW_CONNECTIONS true;
ALTER ROLE ${name}_app IN DATABASE $name SET role TO '${name}_owner';
GRANT CONNECT ON DATABASE $name TO ${name}_app;
SQL
        done
    } >"$work/hand/shared.sql"
}

run_by_hand() {
    local i name
    ask -f "$work/hand/shared.sql"
    for i in $(seq "$1"); do
        name=$(app "$i")
        ask -d "$name" -c 'REVOKE ALL ON SCHEMA public FROM PUBLIC' -c "ALTER SCHEMA public OWNER TO ${name}_owner" \
            -c "ALTER DEFAULT PRIVILEGES FOR ROLE ${name}_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"
    done
}
