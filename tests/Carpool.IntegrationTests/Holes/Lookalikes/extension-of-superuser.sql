-- opens: nothing: an extension that only a superuser installs, and that leads nowhere
-- needs: extension pg_stat_statements
-- in: todo
CREATE EXTENSION pg_stat_statements;
-- undo
DROP EXTENSION pg_stat_statements;
