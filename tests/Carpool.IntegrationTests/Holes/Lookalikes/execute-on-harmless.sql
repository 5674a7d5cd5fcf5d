-- opens: nothing: EXECUTE by name on what everybody may call
-- in: blog
GRANT EXECUTE ON FUNCTION pg_catalog.now() TO blog_app;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_terminate_backend(integer, bigint) TO blog_owner;
-- undo
REVOKE EXECUTE ON FUNCTION pg_catalog.now() FROM blog_app;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_terminate_backend(integer, bigint) FROM blog_owner;
