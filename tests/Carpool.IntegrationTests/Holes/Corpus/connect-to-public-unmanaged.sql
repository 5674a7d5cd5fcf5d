-- opens: a database that somebody made by hand was never closed
-- finds: CP6003 error wiki
CREATE DATABASE wiki;
-- undo
DROP DATABASE wiki;
