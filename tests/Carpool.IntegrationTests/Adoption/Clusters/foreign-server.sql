-- A foreign server of the login's, with a user mapping of its own.
-- needs postgres_fdw
-- superuser only
-- hazard CP3017
-- warning CP6016
-- can hub in hub: SELECT * FROM local_one
-- in postgres
CREATE ROLE hub LOGIN PASSWORD 'old hub';
CREATE DATABASE hub OWNER hub;
-- in hub as superuser
CREATE EXTENSION postgres_fdw;
GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO hub WITH GRANT OPTION;
-- in hub as hub
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far.example.com');
CREATE USER MAPPING FOR hub SERVER far OPTIONS (user 'someone', password 'secret');
CREATE FOREIGN TABLE away (id int) SERVER far;
CREATE TABLE local_one (id int);
