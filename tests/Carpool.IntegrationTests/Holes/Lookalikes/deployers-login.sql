-- opens: nothing: a platform's login makes roles and databases
CREATE ROLE deployer LOGIN CREATEDB CREATEROLE PASSWORD 'hole-password';
-- undo
DROP ROLE deployer;
