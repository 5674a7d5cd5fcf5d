-- Privileges that were passed on: the reader has its own from the clerk, who had the right to do so.
-- can boss_login in ledger: DELETE FROM entry
-- can clerk in ledger: INSERT INTO entry VALUES (3)
-- can reader in ledger: SELECT * FROM entry
-- in postgres
CREATE ROLE boss_login LOGIN PASSWORD 'old boss_login';
CREATE ROLE clerk LOGIN PASSWORD 'old clerk';
CREATE ROLE reader LOGIN PASSWORD 'old reader';
CREATE DATABASE ledger OWNER boss_login;
REVOKE ALL ON DATABASE ledger FROM PUBLIC;
GRANT CONNECT ON DATABASE ledger TO clerk WITH GRANT OPTION;
-- in ledger as clerk
GRANT CONNECT ON DATABASE ledger TO reader;
-- in ledger as boss_login
CREATE TABLE entry (id int);
GRANT SELECT, INSERT, UPDATE, DELETE ON entry TO clerk WITH GRANT OPTION;
-- in ledger as superuser
GRANT USAGE ON SCHEMA public TO clerk WITH GRANT OPTION;
-- in ledger as clerk
GRANT SELECT ON entry TO reader;
