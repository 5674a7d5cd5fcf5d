-- A reader of a few columns comes to read all: that is told.
-- finding CP2062
-- can hr in hr: SELECT * FROM person
-- can phonebook in hr: SELECT name FROM person
-- in postgres
CREATE ROLE hr LOGIN PASSWORD 'old hr';
CREATE ROLE phonebook LOGIN PASSWORD 'old phonebook';
CREATE DATABASE hr OWNER hr;
-- in hr as hr
CREATE TABLE person (name text, salary int);
GRANT SELECT (name) ON person TO phonebook;
