-- Whoever made the cluster made the tables too, and granted them to the login.
-- finding CP2062
-- can api in api: SELECT * FROM v1.call
-- can api in api: INSERT INTO v1.call VALUES (1)
-- in postgres
CREATE ROLE api LOGIN PASSWORD 'old api';
CREATE DATABASE api;
-- in api
CREATE SCHEMA v1;
CREATE TABLE v1.call (id serial);
GRANT USAGE ON SCHEMA v1 TO api;
GRANT ALL ON ALL TABLES IN SCHEMA v1 TO api;
GRANT ALL ON ALL SEQUENCES IN SCHEMA v1 TO api;
