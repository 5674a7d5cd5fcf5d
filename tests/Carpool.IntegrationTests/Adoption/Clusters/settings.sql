-- Settings of a database, of a login, and of a login in the database: all are in the manifest, and none is lost.
-- can tuned in tuned: SELECT 1 / (current_setting('statement_timeout') = '5min')::int, 1 / (current_setting('work_mem') = '8MB')::int
-- can tuned in tuned: SELECT 1 / (current_setting('my.own') = 'it''s')::int, * FROM knob
-- in postgres
CREATE ROLE tuned LOGIN PASSWORD 'old tuned';
CREATE DATABASE tuned OWNER tuned;
ALTER DATABASE tuned SET work_mem = '8MB';
ALTER DATABASE tuned SET search_path = 'panel', 'public';
ALTER ROLE tuned SET statement_timeout = '5min';
-- in postgres as superuser
ALTER ROLE tuned IN DATABASE tuned SET my.own = 'it''s';
-- in tuned as tuned
CREATE SCHEMA panel;
CREATE TABLE panel.knob (id int);
