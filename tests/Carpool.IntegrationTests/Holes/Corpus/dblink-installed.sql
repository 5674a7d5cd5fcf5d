-- opens: anybody in a database may connect from the server to anywhere
-- needs: extension dblink
-- finds: CP6016 warning
-- in: blog
CREATE EXTENSION dblink;
-- undo
DROP EXTENSION IF EXISTS dblink CASCADE;
