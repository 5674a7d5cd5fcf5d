-- One of every kind of object that has an owner.
-- stays function pens.span(double precision,double precision)
-- stays function pens.span(double precision,double precision,pg_catalog.text)
-- stays function pens.span_multirange()
-- stays function pens.span_multirange(pens.span)
-- stays function pens.span_multirange(pens.span[])
-- can zoo in zoo: SELECT * FROM pens.item, pens.seen, pens.counted
-- can zoo in zoo: SELECT pens.twice(2), 'glad'::pens.mood, pens.product(3)
-- can zoo in zoo: CALL pens.nothing()
-- in postgres
CREATE ROLE zoo LOGIN PASSWORD 'old zoo';
CREATE DATABASE zoo OWNER zoo;
-- in zoo as zoo
CREATE SCHEMA pens;
CREATE TABLE pens.item (id int PRIMARY KEY, note text);
CREATE VIEW pens.seen AS SELECT id FROM pens.item;
CREATE MATERIALIZED VIEW pens.counted AS SELECT count(*) AS items FROM pens.item;
CREATE TABLE pens.event (at int) PARTITION BY RANGE (at);
CREATE TABLE pens.event_1 PARTITION OF pens.event FOR VALUES FROM (0) TO (10);
CREATE TABLE pens.numbered (id serial, other int GENERATED ALWAYS AS IDENTITY);
CREATE SEQUENCE pens.number;
CREATE TYPE pens.mood AS ENUM ('glad', 'sad');
CREATE TYPE pens.pair AS (a int, b int);
CREATE TYPE pens.span AS RANGE (subtype = float8);
CREATE DOMAIN pens.positive AS int CHECK (VALUE > 0);
CREATE FUNCTION pens.twice(n int) RETURNS int LANGUAGE sql AS 'SELECT n * 2';
CREATE PROCEDURE pens.nothing() LANGUAGE sql AS '';
CREATE AGGREGATE pens.product(int) (SFUNC = int4mul, STYPE = int, INITCOND = '1');
CREATE OPERATOR pens.### (LEFTARG = int, RIGHTARG = int, FUNCTION = int4pl);
CREATE COLLATION pens.plain FROM "C";
CREATE TEXT SEARCH CONFIGURATION pens.search (COPY = simple);
CREATE TEXT SEARCH DICTIONARY pens.words (TEMPLATE = simple);
CREATE STATISTICS pens.both ON id, note FROM pens.item;
CREATE PUBLICATION outside;
