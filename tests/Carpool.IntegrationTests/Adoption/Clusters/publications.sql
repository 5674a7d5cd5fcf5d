-- A publication of the login's, and one of all tables, which only a superuser can have.
-- can feed in feed: INSERT INTO event VALUES (1)
-- can feed in feed: ALTER PUBLICATION chosen ADD TABLE other
-- in postgres
CREATE ROLE feed LOGIN PASSWORD 'old feed';
CREATE DATABASE feed OWNER feed;
-- in feed as feed
CREATE TABLE event (id int PRIMARY KEY);
CREATE TABLE other (id int PRIMARY KEY);
CREATE PUBLICATION chosen FOR TABLE event;
-- in feed as superuser
CREATE PUBLICATION everything FOR ALL TABLES;
