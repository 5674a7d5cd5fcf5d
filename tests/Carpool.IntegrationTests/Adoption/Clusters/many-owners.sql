-- Objects of one database belong to three logins and a role that nobody logs in as.
-- can ann in crm: INSERT INTO customer VALUES (1)
-- can bob in crm: UPDATE orders SET id = 2
-- can cid in crm: SELECT * FROM total
-- can ann in crm: SELECT * FROM old_orders
-- in postgres
CREATE ROLE ann LOGIN PASSWORD 'old ann';
CREATE ROLE bob LOGIN PASSWORD 'old bob';
CREATE ROLE cid LOGIN PASSWORD 'old cid';
CREATE ROLE attic;
GRANT attic TO ann;
CREATE DATABASE crm OWNER ann;
-- in crm as superuser
GRANT CREATE, USAGE ON SCHEMA public TO ann, bob, cid, attic;
-- in crm as ann
CREATE TABLE customer (id int);
GRANT SELECT ON customer TO cid;
-- in crm as bob
CREATE TABLE orders (id int);
GRANT SELECT ON orders TO cid;
-- in crm as cid
CREATE VIEW total AS SELECT count(*) FROM orders;
-- in crm as attic
CREATE TABLE old_orders (id int);
