-- opens: nothing: a database that nobody manages, closed, with its own login
CREATE ROLE wiki LOGIN PASSWORD 'hole-password';
CREATE DATABASE wiki;
REVOKE ALL ON DATABASE wiki FROM PUBLIC;
GRANT CONNECT ON DATABASE wiki TO wiki;
-- undo
DROP DATABASE wiki;
DROP ROLE wiki;
