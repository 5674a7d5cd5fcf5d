-- Extensions that the login made itself, and tables that use their types.
-- can notes in notes: SELECT 'A'::citext = 'a'::citext
-- can notes in notes: INSERT INTO note VALUES ('x', 'a=>1'::ext.hstore)
-- in postgres
CREATE ROLE notes LOGIN PASSWORD 'old notes';
CREATE DATABASE notes OWNER notes;
-- in notes as notes
CREATE EXTENSION citext;
CREATE SCHEMA ext;
CREATE EXTENSION hstore SCHEMA ext;
CREATE TABLE note (name citext, more ext.hstore);
