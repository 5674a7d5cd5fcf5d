-- opens: an app's login reads files of the server
-- finds: CP6019 error
-- in: blog
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO blog_app;
