-- opens: a module that connects to other servers is there, and nobody uses it
-- needs: extension postgres_fdw
-- finds: CP6016 warning
-- in: shop
CREATE EXTENSION postgres_fdw;
-- undo
DROP EXTENSION IF EXISTS postgres_fdw CASCADE;
