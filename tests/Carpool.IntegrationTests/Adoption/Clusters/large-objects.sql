-- Large objects of two logins, one of which only reads tables.
-- can files in files: SELECT lo_get(5001)
-- can files in files: SELECT lo_put(5001, 0, 'more')
-- can peek in files: SELECT * FROM file
-- in postgres
CREATE ROLE files LOGIN PASSWORD 'old files';
CREATE ROLE peek LOGIN PASSWORD 'old peek';
CREATE DATABASE files OWNER files;
-- in files as files
CREATE TABLE file (name text, content oid);
SELECT lo_from_bytea(5001, 'hello');
GRANT SELECT ON file TO peek;
