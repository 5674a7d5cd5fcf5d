# What an app's end state is made of, in SQL. Statements that go in one message stand in one line, joined by \; as psql has it.

shared_closing() { echo 'REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC \; REVOKE CONNECT ON DATABASE template1 FROM PUBLIC;'; }
roles_of() { echo "CREATE ROLE ${1}_owner NOLOGIN \\; CREATE ROLE ${1}_app LOGIN NOINHERIT PASSWORD '$verifier' \\; GRANT ${1}_owner TO ${1}_app WITH INHERIT FALSE, SET TRUE;"; }
database_of() { echo "CREATE DATABASE $1 TEMPLATE template0 ${2:-} ALLOW_CONNECTIONS false;"; }
closing_of() { echo "REVOKE ALL ON DATABASE $1 FROM PUBLIC \\; GRANT CREATE, TEMPORARY ON DATABASE $1 TO ${1}_owner \\; ALTER DATABASE $1 ALLOW_CONNECTIONS true;"; }
inside_of() { echo "REVOKE ALL ON SCHEMA public FROM PUBLIC \\; ALTER SCHEMA public OWNER TO ${1}_owner \\; ALTER DEFAULT PRIVILEGES FOR ROLE ${1}_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;"; }
opening_of() { echo "ALTER ROLE ${1}_app IN DATABASE $1 SET role TO '${1}_owner' \\; GRANT CONNECT ON DATABASE $1 TO ${1}_app;"; }

connect_to() { echo "\\connect postgresql://postgres:bench@127.0.0.1:$port/$1"; }
proof_of() {
    echo "\\connect postgresql://${1}_app:bench@127.0.0.1:$port/$1"
    echo "SELECT 'proved ' || current_user;"
}

# Within one message, as inside_of and opening_of of the same database are sent
joined() { sed '$!s/;$/ \\;/' | paste -sd' '; }
one_by_one() { sed 's/ \\;/;/g'; }
