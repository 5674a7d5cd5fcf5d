-- opens: nothing: a role that makes databases, and that nobody can become
CREATE ROLE makers CREATEDB BYPASSRLS;
-- undo
DROP ROLE makers;
