-- Tables in a schema that has the login's name, which "$user" finds as long as sessions start as the login.
-- hazard CP3017
-- can erp in erp: SELECT * FROM erp.invoice
-- in postgres
CREATE ROLE erp LOGIN PASSWORD 'old erp';
CREATE DATABASE erp OWNER erp;
-- in erp as erp
CREATE SCHEMA erp;
CREATE TABLE erp.invoice (id int);
