-- Row security: tenants write through policies that name them, and go on as themselves.
-- can tenants in saas: SELECT * FROM account
-- can acme in saas: SELECT 1 / count(*) FROM account
-- can acme in saas: UPDATE account SET note = 'x'
-- in postgres
CREATE ROLE tenants LOGIN PASSWORD 'old tenants';
CREATE ROLE acme LOGIN PASSWORD 'old acme';
CREATE DATABASE saas OWNER tenants;
-- in saas as tenants
CREATE TABLE account (tenant text, note text);
INSERT INTO account VALUES ('acme', 'a'), ('other', 'b');
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON account TO acme USING (tenant = session_user);
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO acme;
