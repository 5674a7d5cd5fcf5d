-- Nothing was ever granted: PUBLIC lets everybody in, and each login made its tables in whatever database it liked. One of them made none.
-- can wiki in wiki: SELECT * FROM page
-- can shop in shop: INSERT INTO item VALUES (2)
-- in postgres
CREATE ROLE wiki LOGIN PASSWORD 'old wiki';
CREATE ROLE shop LOGIN PASSWORD 'old shop';
CREATE ROLE idle LOGIN PASSWORD 'old idle';
CREATE DATABASE wiki;
CREATE DATABASE shop;
-- in wiki as superuser
GRANT CREATE ON SCHEMA public TO PUBLIC;
-- in shop as superuser
GRANT CREATE ON SCHEMA public TO PUBLIC;
-- in wiki as wiki
CREATE TABLE page (id int);
-- in shop as shop
CREATE TABLE item (id int);
