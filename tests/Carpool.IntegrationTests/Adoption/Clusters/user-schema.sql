-- Tables in a schema that has the login's name, which "$user" finds as long as sessions start as the login: it gets a search_path with the name.
-- can erp in erp: SELECT * FROM invoice
-- can erp in erp: CREATE TABLE another (id int)
-- in postgres
CREATE ROLE erp LOGIN PASSWORD 'old erp';
CREATE DATABASE erp OWNER erp;
-- in erp as erp
CREATE SCHEMA erp;
CREATE TABLE erp.invoice (id int);
