-- opens: an app writes files of the server through a module
-- until: 16
-- needs: extension adminpack
-- finds: CP6019 error
-- in: blog
CREATE EXTENSION adminpack;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_file_write(text, text, boolean) TO blog_owner;
-- undo
DROP EXTENSION IF EXISTS adminpack;
