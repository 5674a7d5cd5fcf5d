-- opens: an app writes the server's files from large objects
-- finds: CP6019 error
-- in: blog
GRANT EXECUTE ON FUNCTION pg_catalog.lo_export(oid, text) TO blog_owner;
