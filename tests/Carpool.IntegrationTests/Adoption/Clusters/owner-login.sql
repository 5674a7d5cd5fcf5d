-- A database that its only login owns, with all that is in it. PUBLIC may connect.
-- can blog in blog: SELECT count(*) FROM post
-- can blog in blog: INSERT INTO post (title) VALUES ('more')
-- can blog in blog: ALTER TABLE post ADD COLUMN more text
-- can blog in blog: CREATE TABLE another (id int)
-- in postgres
CREATE ROLE blog LOGIN PASSWORD 'old blog';
CREATE DATABASE blog OWNER blog;
-- in blog as blog
CREATE TABLE post (id serial PRIMARY KEY, title text);
INSERT INTO post (title) VALUES ('first');
