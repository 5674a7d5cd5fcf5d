-- opens: a mapping lets an app through without a password, wherever the server trusts the machine
-- needs: extension postgres_fdw
-- finds: CP6015 error
-- plain: unknown
-- in: todo
CREATE EXTENSION postgres_fdw;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db.example.com', dbname 'sales');
GRANT USAGE ON FOREIGN SERVER elsewhere TO todo_owner;
CREATE USER MAPPING FOR todo_owner SERVER elsewhere OPTIONS (user 'sales', password_required 'false');
-- undo
DROP EXTENSION IF EXISTS postgres_fdw CASCADE;
