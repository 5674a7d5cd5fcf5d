-- Default privileges of several creators, in a schema and without one.
-- can maker in stock: CREATE TABLE more (id int)
-- can other in stock: SELECT * FROM part
-- can looker in stock: SELECT * FROM part
-- warning CP6023
-- in postgres
CREATE ROLE maker LOGIN PASSWORD 'old maker';
CREATE ROLE other LOGIN PASSWORD 'old other';
CREATE ROLE looker LOGIN PASSWORD 'old looker';
CREATE DATABASE stock OWNER maker;
-- in stock as superuser
GRANT CREATE, USAGE ON SCHEMA public TO maker, other;
-- in stock as maker
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO looker, other;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO looker;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
CREATE TABLE part (id serial);
-- in stock as other
ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO maker;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
CREATE TABLE bin (id int);
