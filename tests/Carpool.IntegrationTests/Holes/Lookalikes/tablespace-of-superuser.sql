-- opens: nothing: a tablespace that only superusers use
SET allow_in_place_tablespaces = on;
CREATE TABLESPACE fast LOCATION '';
-- undo
DROP TABLESPACE fast;
