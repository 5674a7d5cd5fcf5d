-- Monitoring and backups come in through PUBLIC everywhere; they stay in.
-- can game in game: INSERT INTO score VALUES (1)
-- in postgres
CREATE ROLE game LOGIN PASSWORD 'old game';
CREATE DATABASE game OWNER game;
-- in postgres as superuser
CREATE ROLE exporter LOGIN PASSWORD 'old exporter';
GRANT pg_monitor TO exporter;
CREATE ROLE backup LOGIN PASSWORD 'old backup';
GRANT pg_read_all_data TO backup;
-- in game as game
CREATE TABLE score (id int);
