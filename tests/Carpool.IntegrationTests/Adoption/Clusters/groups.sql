-- Readers and writers hold their rights through groups of their own.
-- can owner_login in books: DELETE FROM book
-- can writer in books: INSERT INTO book VALUES (1)
-- can analyst in books: SELECT * FROM book
-- in postgres
CREATE ROLE owner_login LOGIN PASSWORD 'old owner_login';
CREATE ROLE readers;
CREATE ROLE writers;
CREATE ROLE writer LOGIN PASSWORD 'old writer';
CREATE ROLE analyst LOGIN PASSWORD 'old analyst';
GRANT readers TO analyst, writers;
GRANT writers TO writer;
CREATE DATABASE books OWNER owner_login;
-- in books as owner_login
CREATE TABLE book (id int);
GRANT SELECT ON book TO readers;
GRANT INSERT, UPDATE, DELETE ON book TO writers;
