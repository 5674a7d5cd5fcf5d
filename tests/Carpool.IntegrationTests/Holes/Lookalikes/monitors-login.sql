-- opens: nothing: a monitoring login, which enters the maintenance database only
CREATE ROLE monitor LOGIN PASSWORD 'hole-password';
GRANT pg_monitor TO monitor;
GRANT CONNECT ON DATABASE postgres TO monitor;
-- undo
DROP OWNED BY monitor;
DROP ROLE monitor;
