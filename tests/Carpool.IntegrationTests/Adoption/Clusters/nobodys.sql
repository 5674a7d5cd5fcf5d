-- A database that only its superuser or admin ever used.
-- finding CP2063
-- in postgres
CREATE DATABASE scratch;
-- in scratch
CREATE SCHEMA bits;
CREATE TABLE bits.piece (id int);
