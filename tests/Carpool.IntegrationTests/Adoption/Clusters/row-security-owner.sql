-- Row security that holds for the owner too, by policies that name the login: it would see nothing once its sessions start as somebody else.
-- hazard CP3017
-- can vault in vault: SELECT count(*) FROM secret
-- in postgres
CREATE ROLE vault LOGIN PASSWORD 'old vault';
CREATE DATABASE vault OWNER vault;
-- in vault as vault
CREATE TABLE secret (note text);
ALTER TABLE secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE secret FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON secret TO vault USING (true);
