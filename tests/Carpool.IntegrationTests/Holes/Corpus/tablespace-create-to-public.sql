-- opens: every role fills a disk that others use
-- finds: CP6022 warning
SET allow_in_place_tablespaces = on;
CREATE TABLESPACE fast LOCATION '';
GRANT CREATE ON TABLESPACE fast TO PUBLIC;
-- undo
DROP TABLESPACE fast;
