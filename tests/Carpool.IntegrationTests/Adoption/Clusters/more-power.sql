-- A login that may make databases and roles, as some frameworks' tests want it: no login of the model may.
-- can django in django: INSERT INTO thing VALUES (1)
-- in postgres
CREATE ROLE django LOGIN CREATEDB PASSWORD 'old django';
CREATE DATABASE django OWNER django;
-- in django as django
CREATE TABLE thing (id int);
