-- Somebody did it well: a role that nobody logs in as owns everything, and logins are its members. It keeps its name.
-- can web in portal: INSERT INTO visit VALUES (1)
-- can web in portal: CREATE TABLE another (id int)
-- can deploy in portal: DROP TABLE visit CASCADE
-- in postgres
CREATE ROLE people;
CREATE ROLE web LOGIN PASSWORD 'old web';
CREATE ROLE deploy LOGIN PASSWORD 'old deploy';
GRANT people TO web, deploy;
CREATE DATABASE portal OWNER people;
REVOKE ALL ON DATABASE portal FROM PUBLIC;
GRANT CONNECT ON DATABASE portal TO web, deploy;
-- in portal as people
CREATE TABLE visit (id int);
CREATE SCHEMA stats;
CREATE VIEW stats.visits AS SELECT count(*) FROM visit;
