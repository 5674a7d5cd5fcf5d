-- A publication of all tables in a schema, which only a superuser can have.
-- from 15
-- can feed in feed: INSERT INTO event VALUES (1)
-- in postgres
CREATE ROLE feed LOGIN PASSWORD 'old feed';
CREATE DATABASE feed OWNER feed;
-- in feed as feed
CREATE TABLE event (id int PRIMARY KEY);
-- in feed as superuser
CREATE PUBLICATION everywhere FOR TABLES IN SCHEMA public;
