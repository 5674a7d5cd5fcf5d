-- opens: an app owns a tablespace
-- finds: CP6022 warning
SET allow_in_place_tablespaces = on;
CREATE TABLESPACE fast LOCATION '';
ALTER TABLESPACE fast OWNER TO todo_owner;
-- undo
DROP TABLESPACE fast;
