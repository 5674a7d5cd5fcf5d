-- Logins whose sessions start as somebody already, for every database.
-- can site in site: CREATE TABLE another (id int)
-- can site in site: INSERT INTO page VALUES (1)
-- in postgres
CREATE ROLE site_team;
CREATE ROLE site LOGIN NOINHERIT PASSWORD 'old site';
GRANT site_team TO site;
CREATE DATABASE site OWNER site_team;
ALTER ROLE site SET role = 'site_team';
-- in site as site_team
CREATE TABLE page (id int);
