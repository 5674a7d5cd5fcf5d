-- The login has the very name that the model gives an owner.
-- can forum_owner in forum: INSERT INTO thread VALUES (1)
-- can forum_reader in forum: SELECT * FROM thread
-- in postgres
CREATE ROLE forum_owner LOGIN PASSWORD 'old forum_owner';
CREATE ROLE forum_reader LOGIN PASSWORD 'old forum_reader';
CREATE DATABASE forum OWNER forum_owner;
-- in forum as forum_owner
CREATE TABLE thread (id int);
GRANT SELECT ON thread TO forum_reader;
